//! Which keys the YAML leaves out.

/// Whether a value is the default of its type; such keys are left out of the YAML.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
