//! `calibrate`: how often places are right, by how sure they are said to be.

use std::process::ExitCode;

use alicloud_generator::diagnostic::Diagnostic;
use alicloud_generator::measure::{self, Corpus, JudgedBand, Texts, Truths};

use crate::cli::Judged;
use crate::print::{clean, outln};

/// Runs the command.
pub fn run(arguments: &Judged) -> Result<ExitCode, Vec<Diagnostic>> {
    let truths = Truths::load(&arguments.truth, &[]).map_err(|error| vec![error])?;
    let texts = Texts::read(&arguments.reference).map_err(|error| vec![error])?;
    let corpus = Corpus::new(&texts, &truths).map_err(|error| vec![error])?;
    let places = measure::places(&corpus);
    let names: Vec<String> = corpus.references.iter().map(|name| format!("{:>18}", clean(name))).collect();
    outln!("said    places   right  left out  off by at most{}", names.concat());
    measure::judge(&corpus, &places).iter().for_each(band);
    outln!("");
    outln!("margin below  shown: places   right  not shown: places   right");
    let not_shown = measure::by_margin(&places, false);
    for ((limit, shown), (_, not_shown)) in measure::by_margin(&places, true).into_iter().zip(not_shown) {
        let limit = limit.map_or("none".to_owned(), |limit| format!("{:.2}", f64::from(limit) / 1000.0));
        let (places, right, others, other_right) =
            (shown.places, percent(shown.value()), not_shown.places, percent(not_shown.value()));
        outln!("{limit:>12}  {places:>13}  {right:>6}  {others:>17}  {other_right:>6}");
    }
    Ok(ExitCode::SUCCESS)
}

fn band(band: &JudgedBand) {
    let said = band.said.map_or("sure".to_owned(), |said| format!("{said:.2}"));
    let share = |share: &measure::PlaceShare| format!("{:>8} of {:>6}", percent(share.value()), share.places);
    let references: Vec<String> = band.references.iter().map(share).collect();
    outln!(
        "{said:4} {:>9} {:>7} {:>9} {:>15}{}",
        band.all.places,
        percent(band.all.value()),
        percent(band.left_out),
        percent(band.worst),
        references.concat()
    );
}

fn percent(share: Option<f64>) -> String {
    share.map_or("-".to_owned(), |share| format!("{:.1} %", 100.0 * share))
}
