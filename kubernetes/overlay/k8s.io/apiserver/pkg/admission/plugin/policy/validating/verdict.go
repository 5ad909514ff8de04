package validating

// Compile compiles the expressions of a policy.
func Compile(policy *Policy) Validator { return compilePolicy(policy) }
