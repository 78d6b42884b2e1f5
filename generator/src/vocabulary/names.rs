//! Words in camel case that are no operation, and folders that hold operations.

/// Names of products and techniques that are written as operations are; lower case.
const BRANDS: &[&str] = &[
    "bigquery",
    "checkpoint",
    "cloudshell",
    "datahub",
    "dingtalk",
    "github",
    "gitlab",
    "graphql",
    "javascript",
    "loghub",
    "logstore",
    "mongodb",
    "mysql",
    "openapi",
    "openapiexplorer",
    "postgresql",
    "powershell",
    "rabbitmq",
    "rocketmq",
    "serverless",
    "typescript",
    "webhook",
    "websocket",
    "wordpress",
];

/// Whether a word in camel case is the name of a product or a technique.
pub fn is_brand(word: &str) -> bool {
    BRANDS.contains(&word.to_ascii_lowercase().as_str())
}

/// Whether a folder's name says that the reference of an API is in it: `API参考`, `Developer Guide (API)`, `账号管理接口`.
pub fn is_api_folder(name: &str) -> bool {
    let lower = name.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    lower.contains("接口") || words.any(|word| matches!(word, "api" | "apis" | "openapi" | "openapis" | "restapi"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_references_name_the_api() {
        assert!(is_api_folder("API参考") && is_api_folder("API-Reference-(New)") && is_api_folder("船只接口"));
        assert!(!is_api_folder("Capital") && !is_api_folder("命令行工具") && !is_api_folder("p.md"));
    }

    #[test]
    fn brands_are_no_operations() {
        assert!(is_brand("OpenAPI") && is_brand("MySQL") && !is_brand("GetBoat"));
    }
}
