package io.draftgate.schemas;

/**
 * Key of everything that is about one prompt or document: all of it lands on one partition, in order.
 *
 * @param tenant whose it is; holds no slash
 * @param id unique within the tenant
 */
public record EventKey(String tenant, String id) {
    /** {@code tenant/id}. */
    public String text() {
        return tenant + "/" + id;
    }

    /** Reads {@code tenant/id}; a text without a slash is an id without a tenant. */
    public static EventKey parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? new EventKey("", text) : new EventKey(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return text();
    }
}
