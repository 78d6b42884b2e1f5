//! A signed Web+ call without an account: the loopback service checks it as the real one would and answers with the
//! reference's own example.

use alicloud::{Config, Credentials, Error};
use alicloud_test_server::{Expected, Keys, Server};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let specification = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs/webplus-2019-03-20");
    let server = Server::start(Expected::load(specification), Keys::new("exampleId", "exampleSecret"));
    let config = Config::builder()
        .region("cn-hangzhou")
        .credentials(Credentials::new("exampleId", "exampleSecret"))
        .endpoint(server.url())
        .build()?;

    let client = alicloud::webplus::Client::new(&config);
    let out =
        client.gather_app_env_stats("we-5d3eaaea2977ca5251e").target_instances(["i-wz94zz7mx8kt5kz"]).send().await?;
    println!("{:?}", out.env_change.and_then(|change| change.change_id));

    for call in server.calls() {
        println!(
            "the service accepted {} {} as {}, signed by {}",
            call.method, call.path, call.operation, call.signature
        );
    }
    Ok(())
}
