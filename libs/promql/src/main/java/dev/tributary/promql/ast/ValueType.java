package dev.tributary.promql.ast;

/** The types of PromQL expressions. */
public enum ValueType {
    SCALAR("scalar", "scalar"),
    VECTOR("vector", "instant vector"),
    MATRIX("matrix", "range vector"),
    STRING("string", "string");

    private final String key;
    private final String documented;

    ValueType(String key, String documented) {
        this.key = key;
        this.documented = documented;
    }

    /** The name in API answers. */
    public String key() {
        return key;
    }

    /** The name in the documentation and in error messages. */
    public String documented() {
        return documented;
    }
}
