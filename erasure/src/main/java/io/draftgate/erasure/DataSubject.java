package io.draftgate.erasure;

/**
 * Whose text it is: an author within a tenant. Erasing a tenant erases all of its authors.
 *
 * @param author empty where nobody is named
 */
public record DataSubject(String tenant, String author) {
    @Override
    public String toString() {
        return tenant + "/" + (author.isEmpty() ? "(nobody named)" : author);
    }
}
