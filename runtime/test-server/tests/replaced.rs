//! The client against the server: a parameter that is set twice arrives once, and is signed as it arrives.

use std::path::Path;

use alicloud::webplus::Client;
use alicloud::{CallOptions, Config, Credentials, Error, SignatureVersion};
use alicloud_test_server::{Expected, Keys, Server};

fn server() -> Server {
    let specification = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs/webplus-2019-03-20");
    Server::start(Expected::load(specification), Keys::new("testId", "testSecret"))
}

/// A client for each signature that the service takes.
fn clients(server: &Server) -> [Client; 2] {
    [SignatureVersion::V3, SignatureVersion::V1].map(|signature| {
        let config = Config::builder().region("cn-hangzhou").credentials(Credentials::new("testId", "testSecret"));
        Client::new(&config.endpoint(server.url()).signature(signature).build().expect("a whole configuration"))
    })
}

#[tokio::test]
async fn the_options_of_a_call_replace_what_its_setters_set() -> Result<(), Error> {
    let server = server();
    for client in clients(&server) {
        let options = CallOptions::new().query("EnvName", "b").query("PageSize", &20).query("EnvName", "c");
        let options = options.query("RegionId", "cn-beijing");
        client.describe_app_envs("wa-1").env_name("a").page_size(10).options(options).send().await?;
        let call = server.calls().pop().expect("a call");
        let sent: Vec<_> = call.query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(
            sent,
            [("AppId", "wa-1"), ("EnvName", "c"), ("PageSize", "20"), ("RegionId", "cn-beijing")],
            "{}",
            call.signature
        );

        let options = CallOptions::new().query("AppName", "b");
        client.create_application().app_name("a").category_name("Java").options(options).send().await?;
        let call = server.calls().pop().expect("a call");
        assert_eq!(call.form_value("AppName"), Some("b"), "it stays in the form, where the operation sends it");
        assert_eq!(call.query_value("AppName"), None);
    }
    Ok(())
}

#[tokio::test]
async fn an_empty_value_arrives_and_is_signed() -> Result<(), Error> {
    let server = server();
    for client in clients(&server) {
        client.describe_app_envs("wa-1").env_name("").env_search("a b+c*d~e/f").send().await?;
        assert_eq!(server.calls().pop().expect("a call").query_value("EnvName"), Some(""));
    }
    Ok(())
}
