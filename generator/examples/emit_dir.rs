//! Writes what is emitted for the specifications in the given folders into a folder: a tool for trying things out.
use alicloud_generator::{
    emit::{self, TypeRegistry},
    ir,
};
use std::{env, fs, path::Path, time::Instant};
fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    let out = Path::new(&args[0]);
    let mut products = vec![];
    for specs in &args[1..] {
        let dir = Path::new(specs);
        let product: ir::Product =
            serde_yaml::from_str(&fs::read_to_string(dir.join("product.yaml")).unwrap()).unwrap();
        let common =
            fs::read_to_string(dir.join("errors.yaml")).map(|t| serde_yaml::from_str(&t).unwrap()).unwrap_or_default();
        let mut ops: Vec<ir::Operation> = vec![];
        for e in fs::read_dir(dir.join("operations")).unwrap() {
            let p = e.unwrap().path();
            let t = fs::read_to_string(&p).unwrap();
            ops.push(serde_yaml::from_str(&t).unwrap_or_else(|e| panic!("{p:?} {e}")));
        }
        let reg = fs::read_to_string(dir.join("types.yaml"))
            .map(|t| TypeRegistry::from_yaml(&t).unwrap())
            .unwrap_or_default();
        for _ in 0..3 {
            let start = Instant::now();
            let e = emit::emit(&product, &ops, &common, &reg, specs).unwrap();
            eprintln!(
                "{specs}: {} operations, {} files, {} bytes in {:?}",
                ops.len(),
                e.files.len(),
                e.files.values().map(|f| f.len()).sum::<usize>(),
                start.elapsed()
            );
        }
        let e = emit::emit(&product, &ops, &common, &reg, specs).unwrap();
        for d in &e.diagnostics {
            eprintln!("{d}");
        }
        for (path, text) in &e.files {
            let p = out.join(path);
            fs::create_dir_all(p.parent().unwrap()).unwrap();
            fs::write(p, text).unwrap();
        }
        fs::write(out.join(format!("types-{}.yaml", product.product)), e.registry.to_yaml().unwrap()).unwrap();
        products.push(product);
    }
    for (path, text) in emit::emit_crate(&products).unwrap() {
        let p = out.join(path);
        fs::create_dir_all(p.parent().unwrap()).unwrap();
        fs::write(p, text).unwrap();
    }
}
