package io.draftgate.cli.hub;

import io.draftgate.cli.command.CommandException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which model of the hub is meant. Immutable. Owner, name and revision are safe as parts of a path and of an address: they hold
 * letters, digits, {@code . _ -}, and begin with a letter, a digit or an underscore.
 *
 * @param revision a branch, a tag or a commit
 */
public record ModelReference(String owner, String name, String revision) {

    /** The branch that is meant when none is named. */
    public static final String MAIN = "main";

    /** Those that OpenAI released, which everybody calls by their name alone. */
    private static final List<String> RELEASED = List.of("gpt2", "gpt2-medium", "gpt2-large", "gpt2-xl");

    private static final String RELEASED_OWNER = "openai-community";

    /** No dot in front: neither hidden files nor {@code ..} can be spelled. */
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,95}");

    public ModelReference {
        require(owner, owner + "/" + name);
        require(name, owner + "/" + name);
        if (!PART.matcher(revision).matches()) {
            throw CommandException.usage(
                    "the revision is '" + revision + "', expected a branch, a tag or a commit, e.g. main",
                    "Name another revision");
        }
    }

    /**
     * Reads {@code NAME}, {@code OWNER/NAME}, or either with {@code @REVISION} behind it.
     *
     * @throws CommandException if it is none of them
     */
    public static ModelReference parse(String text) {
        int at = text.indexOf('@');
        String path = at < 0 ? text : text.substring(0, at);
        String revision = at < 0 ? MAIN : text.substring(at + 1);
        if (RELEASED.contains(path)) {
            return new ModelReference(RELEASED_OWNER, path, revision);
        }
        int slash = path.indexOf('/');
        if (slash < 0) {
            throw noModel(path);
        }
        return new ModelReference(path.substring(0, slash), path.substring(slash + 1), revision);
    }

    /** The same model at another revision. */
    public ModelReference at(String otherRevision) {
        return new ModelReference(owner, name, otherRevision);
    }

    /** As it can be typed after {@code --model}, in its shortest form. */
    @Override
    public String toString() {
        boolean isReleased = owner.equals(RELEASED_OWNER) && RELEASED.contains(name);
        return (isReleased ? "" : owner + "/") + folderName();
    }

    /** The name, and the revision unless it is the main one. */
    String folderName() {
        return revision.equals(MAIN) ? name : name + "@" + revision;
    }

    private static void require(String part, String whole) {
        if (!PART.matcher(part).matches()) {
            throw noModel(whole);
        }
    }

    private static CommandException noModel(String typed) {
        return CommandException.usage(
                "'" + typed + "' names no model, expected " + String.join(", ", RELEASED) + " or OWNER/NAME",
                "Name another model");
    }
}
