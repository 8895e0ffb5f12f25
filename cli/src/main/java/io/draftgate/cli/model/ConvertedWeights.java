package io.draftgate.cli.model;

import io.draftgate.gpt2.model.WeightCache;
import java.nio.file.Path;
import java.util.Map;

/** Where weights are kept that were rounded or widened, so that the next start need not do it again. */
final class ConvertedWeights {
    /** A folder for them; without it they lie in the user's cache. */
    static final String FOLDER = "DRAFTGATE_WEIGHT_CACHE";

    /** Smaller models are converted faster than they are looked up. */
    private static final long LEAST_BYTES = 32L << 20;

    private ConvertedWeights() {}

    /**
     * The cache of the user.
     *
     * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG_CACHE_HOME</a>
     */
    static WeightCache cache(Map<String, String> environment) {
        String own = environment.getOrDefault(FOLDER, "");
        if (!own.isEmpty()) {
            return new WeightCache(Path.of(own), WeightCache.DEFAULT_BYTES, LEAST_BYTES);
        }
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path home = cache.isEmpty() ? Path.of(System.getProperty("user.home", "."), ".cache") : Path.of(cache);
        return new WeightCache(home.resolve("draftgate").resolve("weights"), WeightCache.DEFAULT_BYTES, LEAST_BYTES);
    }
}
