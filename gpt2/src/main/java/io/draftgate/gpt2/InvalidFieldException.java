package io.draftgate.gpt2;

/** A request carries a value that cannot be served: which field, what it held, what is expected. */
public final class InvalidFieldException extends IllegalArgumentException {
    private final String field;
    private final String value;
    private final String expectation;

    /**
     * @param field name as the caller spells it, e.g. {@code topP}
     * @param value what it held, as text
     * @param expectation range and an example, e.g. {@code "above 0 and at most 1, e.g. 0.95"}
     */
    public InvalidFieldException(String field, Object value, String expectation) {
        super(field + " is " + value + ", expected " + expectation);
        this.field = field;
        this.value = String.valueOf(value);
        this.expectation = expectation;
    }

    public String field() {
        return field;
    }

    public String value() {
        return value;
    }

    public String expectation() {
        return expectation;
    }
}
