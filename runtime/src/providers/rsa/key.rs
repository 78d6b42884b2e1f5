//! Reading an RSA key, and signing with it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::rand::SystemRandom;
use ring::rsa::KeyPair;
use ring::signature::RSA_PKCS1_SHA256;
use zeroize::Zeroizing;

/// Reads a private key: PEM, of PKCS#8 or of PKCS#1, or the Base64 within it alone, as the vendor's older tools keep it. The
/// error reads on after the words for the key, and shows nothing of it.
pub(super) fn read(text: &str) -> Result<KeyPair, String> {
    let body = unarmored(text)?;
    let base64: Zeroizing<String> = Zeroizing::new(body.split_ascii_whitespace().collect());
    let der = STANDARD.decode(base64.as_bytes()).map_err(|_| "is neither PEM nor Base64; copy it again")?;
    let der = Zeroizing::new(der);
    // What a file says of its format counts less than what it holds.
    KeyPair::from_pkcs8(&der).or_else(|_| KeyPair::from_der(&der)).map_err(|rejected| {
        format!(
            "is no RSA key in PKCS#8 or PKCS#1 that can be used ({rejected}); it must have 2048 to 4096 bits and no \
             password"
        )
    })
}

/// What stands between the first line and the last one, where there are such.
fn unarmored(text: &str) -> Result<&str, String> {
    let Some((_, rest)) = text.split_once("-----BEGIN ") else { return Ok(text) };
    let (label, rest) = rest.split_once("-----").ok_or("breaks off in its first line; copy it again")?;
    if !matches!(label, "PRIVATE KEY" | "RSA PRIVATE KEY") {
        let what = if label == "ENCRYPTED PRIVATE KEY" {
            "has a password, which nobody gives"
        } else {
            "is no private RSA key"
        };
        return Err(format!("{what}; give it in PEM, with the line BEGIN PRIVATE KEY or BEGIN RSA PRIVATE KEY"));
    }
    let (body, _) = rest.split_once("-----END ").ok_or("has no last line; copy it again")?;
    if body.contains(':') {
        return Err("has a password, which nobody gives; take it away with `openssl pkey`".to_owned());
    }
    Ok(body)
}

/// The signature of `text` in Base64, SHA256withRSA.
pub(super) fn sign(key: &KeyPair, text: &str) -> Result<String, String> {
    let mut signature = vec![0; key.public().modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature)
        .map_err(|_| "cannot sign, since the system gives no random bytes".to_owned())?;
    Ok(STANDARD.encode(signature))
}

#[cfg(test)]
mod tests {
    use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};

    use super::*;

    /// Made for this test.
    const PEM: &str = include_str!("test-key.pem");

    #[test]
    fn a_key_is_read_in_every_form_and_signs() {
        let (_, base64) = PEM.split_once("KEY-----").unwrap();
        let base64 = base64.split("-----").next().unwrap();
        let one_line: String = base64.split_whitespace().collect();
        for text in [PEM, base64, &one_line, &format!("a comment\r\n{PEM}")] {
            let key = read(text).unwrap();
            let signature = STANDARD.decode(sign(&key, "text").unwrap()).unwrap();
            let public = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key.public());
            public.verify(b"text", &signature).unwrap();
            assert!(public.verify(b"other", &signature).is_err());
        }
    }

    #[test]
    fn what_is_no_key_is_said_without_showing_it() {
        for (text, expected) in [
            ("", "no RSA key"),
            ("hidden!", "neither PEM nor Base64"),
            ("aGlkZGVu", "no RSA key"),
            ("-----BEGIN PRIVATE KEY-----\naGlkZGVu", "no last line"),
            ("-----BEGIN hidden", "breaks off"),
            ("-----BEGIN ENCRYPTED PRIVATE KEY-----\naGlkZGVu\n-----END KEY-----", "has a password"),
            ("-----BEGIN EC PRIVATE KEY-----\naGlkZGVu\n-----END", "no private RSA key"),
            (
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\naGlkZGVu\n-----END KEY-----",
                "has a password",
            ),
            (&PEM.replacen("\nM", "\nN", 1), "no RSA key"),
        ] {
            let error = read(text).unwrap_err();
            assert!(
                error.contains(expected) && !error.contains("hidden") && !error.contains("aGlk"),
                "{expected}: {error}"
            );
        }
    }
}
