package io.draftgate.cli.hub;

import io.draftgate.cli.command.CommandException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * The hub, or a mirror of it. Immutable.
 *
 * @param base address in front of {@code OWNER/NAME}, without a slash at its end
 * @param token sent to this host alone, never to one that it redirects to
 */
public record Hub(URI base, Optional<String> token) {

    /** The hub of Hugging Face. */
    public static final String DEFAULT_BASE = "https://huggingface.co";

    /**
     * A hub at an address that somebody typed.
     *
     * @throws CommandException if it is no address of a web server
     */
    public static Hub at(String address, Optional<String> token) {
        try {
            URI base = new URI(address.replaceFirst("/+$", ""));
            boolean isWeb = "https".equals(base.getScheme()) || "http".equals(base.getScheme());
            if (isWeb && base.getHost() != null && base.getQuery() == null && base.getFragment() == null) {
                return new Hub(base, token);
            }
        } catch (URISyntaxException e) {
            // Told below, as for an address of something else.
        }
        throw CommandException.usage(
                "the base URL is '" + address + "', expected http or https and a host, e.g. " + DEFAULT_BASE,
                "Name another with --base-url or HF_ENDPOINT");
    }

    /** Where a file of a model is. */
    URI file(ModelReference model, String file) {
        return URI.create(
                base + "/" + model.owner() + "/" + model.name() + "/resolve/" + model.revision() + "/" + file);
    }

    boolean isHost(URI address) {
        return origin(base).equals(origin(address));
    }

    private static String origin(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        int port = address.getPort() >= 0 ? address.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}
