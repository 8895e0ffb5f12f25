package io.draftgate.review.access;

/**
 * Somebody at the console. Immutable.
 *
 * @param reviewer name that stands in their decisions
 * @param csrfToken which every form of theirs carries, and no other site knows
 * @param canSignOut whether it is a session of our own
 */
public record Session(String reviewer, String csrfToken, boolean canSignOut) {}
