//! Each word of the vocabulary of secrets on a name or a sentence of our own, and what looks like it and is none.

use super::super::tests::row;
use super::*;

fn by_description(name: &str, description: &str) -> bool {
    row(name, "String", "", description).sensitive
}

/// The endings among some that a name has.
fn endings(name: &str, among: &[&'static str]) -> Vec<&'static str> {
    let words = name_words(name);
    among.iter().copied().filter(|end| ends_with(&words, end)).collect()
}

#[test]
fn each_word_makes_a_name_that_of_a_secret() {
    let rows = [
        ("passwords", "OldPasswords"),
        ("passcode", "LockPasscode"),
        ("psk", "VpnPSK"),
        ("presharedkey", "PreSharedKey"),
        ("privatekeybody", "PrivateKeyBody"),
        ("secretdata", "SecretData"),
        ("secretvalue", "secret_value"),
        ("secretstring", "SecretString"),
        ("secretbinary", "SecretBinary"),
        ("secretaccesskey", "secret_access_key"),
        ("plaintext", "PlainText"),
        ("securitytoken", "x-acs-security-token"),
        ("ststoken", "STSToken"),
        ("accesstoken", "AccessToken2"),
        ("refreshtoken", "refreshToken"),
        ("authtoken", "AuthToken"),
        ("authorizationtoken", "AuthorizationToken"),
        ("bearertoken", "bearer-token"),
        ("sessiontoken", "SessionToken"),
        ("logintoken", "LoginToken"),
        ("apitoken", "APIToken"),
        ("usertoken", "UserToken"),
        ("idtoken", "IDToken"),
        ("importtoken", "ImportToken"),
        ("authcode", "AuthCode"),
        ("licensekey", "LicenseKey"),
    ];
    assert_eq!(rows.map(|(word, _)| word), NAMES, "each word has its row");
    for (word, name) in rows {
        assert!(by_description(name, ""), "{name}");
        assert_eq!(endings(name, NAMES), [word], "no other word knows {name}");
    }
}

#[test]
fn words_that_nothing_else_ends_like_count_within_words() {
    let rows = [
        ("password", "VncPassWord", "dbpassword"),
        ("passwd", "root_passwd", "NEWPASSWD1"),
        ("pwd", "DBPwd", "rootpwd"),
        ("passphrase", "Passphrase", "keypassphrase"),
        ("privatekey", "PrivateKey", "serverprivatekey"),
        ("secret", "DeviceSecret", "accesskeysecret"),
        ("secretkey", "secretKey", "appsecretkey"),
    ];
    assert_eq!(rows.map(|(word, ..)| word), WITHIN_WORDS, "each word has its row");
    for (word, apart, together) in rows {
        assert!(by_description(apart, "") && by_description(together, ""), "{apart}, {together}");
        assert_eq!(endings(apart, WITHIN_WORDS), [word]);
        assert_eq!((endings(apart, NAMES), endings(together, NAMES)), (Vec::new(), Vec::new()), "{apart}, {together}");
    }
}

#[test]
fn the_words_of_a_name_are_told_apart_in_every_spelling() {
    for name in [
        "Password",
        "PASSWORD",
        "PassWord",
        "RootPassword1",
        "RootPassword_2",
        "SourceEndpoint.Password",
        "esAdminPassword",
        "AccessKeySecret",
        "accessKeySecret",
        "access_key_secret",
        "ACCESS_KEY_SECRET",
        "StsToken",
        "sts_token",
        "IdToken",
        "Plaintext",
        "clientsecret",
        "Appsecret",
        "appsecretkey",
    ] {
        assert!(by_description(name, ""), "{name}");
    }
}

#[test]
fn names_that_look_like_those_of_secrets_are_none() {
    for name in [
        "AndroidToken",
        "ValidToken",
        "RequestsToken",
        "NextToken",
        "NextPageToken",
        "ClientToken",
        "LifecycleActionToken",
        "TokenType",
        "TokenExpire",
        "TokenExpireTime",
        "HttpTokens",
        "PasswordPolicy",
        "MaxPasswordAge",
        "MinimumPasswordLength",
        "PasswordReusePrevention",
        "WindowsPasswordName",
        "PasswordIDs",
        "KeyPairName",
        "KeyName",
        "AccessKeyId",
        "AccessKeyPreference",
        "EncryptionKey",
        "PublicKey",
        "PublicKeyBody",
        "PrivateKeyId",
        "PrivateIpAddress",
        "SecurityGroupId",
        "SecretName",
        "SecretType",
        "SecretDataType",
        "SecretCount",
        "CiphertextBlob",
        "PskEnabled",
        "Epsk",
        "OauthCode",
    ] {
        assert!(!by_description(name, ""), "{name}");
    }
    for name in ["", "1", "_", "密码"] {
        assert!(!by_name(name), "{name}");
    }
    for (name, ty) in [("PasswordInherit", "Boolean"), ("ResetPassword", "Boolean"), ("Secret", "Integer")] {
        assert!(!row(name, ty, "", "").sensitive, "{name}");
    }
}

#[test]
fn a_token_alone_is_a_secret_unless_it_stands_for_something_else() {
    assert_eq!(DOUBTFUL, ["token"], "each word has its row");
    assert!(by_description("Token", "The token of the lighthouse."));
    assert!(!by_description("HarbourToken", "The token of the lighthouse."));
    for word in HARMLESS {
        assert!(!by_description("Token", &format!("The token, {word}.")), "{word}");
    }
}

#[test]
fn a_name_that_tells_something_about_a_secret_outweighs_the_description() {
    for word in ABOUT {
        for name in [format!("Key_{word}"), format!("Key{}{}", word[..1].to_uppercase(), &word[1..])] {
            assert!(!by_description(&name, "The password."), "{name}");
        }
    }
    assert!(!by_description("KeyIDs", "The password."));
    for name in ["Pri", "Candidate", "Paid", "Overrule"] {
        assert!(by_description(name, "The password."), "{name} ends like a word that it does not have");
    }
}

#[test]
fn each_noun_describes_a_secret() {
    for noun in NOUNS {
        let (of_it, about_it) = if noun.is_ascii() {
            (format!("The {noun} of the keeper."), format!("The name of the {noun}."))
        } else {
            (format!("守塔人的{noun}。"), format!("守塔人的{noun}的名称。"))
        };
        assert!(by_description("Pri", &of_it), "{of_it}");
        assert!(!by_description("Pri", &about_it), "{about_it}");
    }
}

#[test]
fn each_subordinate_word_ends_what_a_sentence_is_about() {
    for word in SUBORDINATE {
        assert!(by_description("Pri", &format!("The password {word} boats")), "{word}");
        assert!(!by_description("Pri", &format!("The boat {word} a password")), "{word}");
    }
}

#[test]
fn each_question_asks_and_holds_no_secret() {
    for question in QUESTIONS {
        let object = if question.is_ascii() { " keepers give the password" } else { "使用密码" };
        assert!(by_description("Pri", object.trim()), "{object}");
        assert!(!by_description("Pri", &format!("{question}{object}")), "{question}");
    }
}

#[test]
fn secrets_are_described_as_such() {
    for description in [
        "The private key. Give it only with a certificate.",
        "The logon password of the keeper.",
        "A private key that belongs to the certificate.",
        "登录数据库的密码。",
        "需要上传的私钥。",
        "私钥内容，不启用则无需输入。",
        "证书KEY。",
    ] {
        assert!(row("Pri", "String", "", description).sensitive, "{description}");
    }
    for description in [
        "The name of the password.",
        "The public key of the key pair.",
        "The ID of the key that encrypts the secret value.",
        "Specifies whether to use the password.",
        "Indicates whether there is a private key",
        "密码的名称。",
        "是否使用镜像预设的密码。",
        "密钥对的公钥。",
        "用于加密保护凭据值的主密钥。",
        "The keeper, who has a password.",
        "Notpassword.",
    ] {
        assert!(!row("Pri", "String", "", description).sensitive, "{description}");
    }
    assert!(!row("PasswordName", "String", "", "The password.").sensitive);
    assert!(row("Token", "String", "", "The token of the lighthouse.").sensitive);
    assert!(!row("Token", "String", "", "The token of the next page.").sensitive);
    assert!(!row("Token", "String", "", "用于保证请求幂等性的标识。").sensitive);
}
