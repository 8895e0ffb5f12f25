package io.draftgate.schemas;

/**
 * Key of everything that is about one prompt or document: all of it lands on one partition, in order.
 *
 * @param tenant whose it is; holds no slash
 * @param id unique within the tenant
 */
public record EventKey(String tenant, String id) {
    /** Characters of a tenant's or a prompt's name: enough for a UUID with a prefix or a path. */
    public static final int MAX_CHARACTERS = 128;

    /** {@code tenant/id}. */
    public String text() {
        return tenant + "/" + id;
    }

    /** Reads {@code tenant/id}; a text without a slash is an id without a tenant. */
    public static EventKey parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? new EventKey("", text) : new EventKey(text.substring(0, slash), text.substring(slash + 1));
    }

    /** The same, each part cut to what a part may have: a stranger's key may be as long as a record. */
    public EventKey cut() {
        return new EventKey(cut(tenant), cut(id));
    }

    private static String cut(String text) {
        return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS);
    }

    @Override
    public String toString() {
        return text();
    }
}
