//! `fit`: weights of the tree search that serve pages whose truth is known best.

use std::process::ExitCode;

use alicloud_generator::diagnostic::Diagnostic;
use alicloud_generator::measure::{Corpus, Fit, Fold, Spread, Texts, Truths, Wrong, fit};

use crate::cli::Judged;
use crate::print::outln;

/// Runs the command.
pub fn run(arguments: &Judged) -> Result<ExitCode, Vec<Diagnostic>> {
    let truths = Truths::load(&arguments.truth, &[]).map_err(|error| vec![error])?;
    let texts = Texts::read(&arguments.reference).map_err(|error| vec![error])?;
    let corpus = Corpus::new(&texts, &truths).map_err(|error| vec![error])?;
    let fit = fit(&corpus);
    outln!("{:32} {:>6} {:>17} {:>17}", "left out", "pages", "by those in use", "by those fitted");
    fit.folds.iter().for_each(fold);
    let products = || fit.folds.iter().take(corpus.products.len());
    let sum = |of: fn(&Fold) -> usize| products().map(of).sum::<usize>();
    outln!(
        "products, left out: {} by those in use, {} by those fitted",
        sum(|fold| fold.in_use.count()),
        sum(|fold| fold.fitted.count())
    );
    outln!("");
    fold(&fit.all);
    outln!("");
    spreads(&fit, corpus.products.len());
    outln!("");
    outln!("{:24} {:>7} {:>7} {:>15} {:>7} {:>8}  without", "weight", "in use", "fitted", "folds", "needed", "harmful");
    for one in &fit.fitted {
        let (least, most) = one.folds;
        let without = format!("{} {}", one.without.misplaced, one.without.unfounded);
        outln!(
            "{:24} {:>7} {:>7} {:>7} {:>7} {:>7} {:>8}  {without}",
            one.name,
            one.in_use,
            one.fitted,
            least,
            most,
            one.needed,
            one.harmful
        );
    }
    outln!("");
    outln!("can go: {}", fit.surplus.join(" "));
    outln!("");
    outln!("{}", fit.weights);
    Ok(ExitCode::SUCCESS)
}

/// Prints how right the pages are that the weights were fitted to, and beside it those left out: the mean of the folds, and the
/// worst. `products`: how many of the folds leave out a product.
fn spreads(fit: &Fit, products: usize) {
    let (products, references) = fit.folds.split_at(products);
    outln!("{:24} {:>15} {:>17}", "fields at their place", "by those in use", "by those fitted");
    line("all pages, fitted to", of_both(&fit.all));
    for (name, folds) in [("products", products), ("references", references)] {
        let [in_use, fitted]: [Option<Spread>; 2] =
            [Spread::of(folds, |fold| fold.in_use), Spread::of(folds, |fold| fold.fitted)];
        let Some((in_use, fitted)) = in_use.zip(fitted) else { continue };
        line(&format!("{name} left out, mean"), [in_use.mean, fitted.mean].map(Some));
        line(&format!("{name} left out, worst"), [in_use.worst, fitted.worst].map(Some));
        outln!("  which is {} by those in use, {} by those fitted", in_use.at, fitted.at);
    }
}

fn of_both(fold: &Fold) -> [Option<f64>; 2] {
    [fold.in_use, fold.fitted].map(Wrong::right)
}

fn line(name: &str, shares: [Option<f64>; 2]) {
    let [in_use, fitted] = shares.map(|share| share.map_or("-".to_owned(), |share| format!("{:.2} %", 100.0 * share)));
    outln!("{name:24} {in_use:>15} {fitted:>17}");
}

fn fold(Fold { name, pages, in_use, fitted }: &Fold) {
    let wrong = |misplaced: usize, unfounded: usize| format!("{misplaced} + {unfounded}");
    let (in_use, fitted) = (wrong(in_use.misplaced, in_use.unfounded), wrong(fitted.misplaced, fitted.unfounded));
    outln!("{name:32} {pages:>6} {in_use:>17} {fitted:>17}");
}
