package io.draftgate.cli.release;

/**
 * A draft whose route would be another.
 *
 * @param draft {@code tenant/id/completion}
 * @param from as logged: {@code PUBLISH}, {@code REVIEW} or {@code BLOCK}
 * @param to one of these, or {@code REJECTED}: its prompt would not have been let in
 * @param reason why it would go there
 */
record RouteChange(String draft, String from, String to, String reason) {}
