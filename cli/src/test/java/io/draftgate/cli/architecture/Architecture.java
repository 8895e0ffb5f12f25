package io.draftgate.cli.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The arrows between the modules, as rules.
 *
 * @param root package above the packages of the modules
 */
record Architecture(String root) {

    private static final String[] KAFKA = {"org.apache.kafka..", "kafka.."};
    private static final String[] AVRO = {"org.apache.avro.."};
    private static final String[] KAFKA_SERVER = {
        "kafka..",
        "org.apache.kafka.server..",
        "org.apache.kafka.metadata..",
        "org.apache.kafka.storage..",
        "org.apache.kafka.raft..",
        "org.apache.kafka.controller..",
        "org.apache.kafka.image..",
        "org.apache.kafka.coordinator.."
    };

    /** Rooms of gpt2 that other modules have no business in. */
    private static final String[] GPT2_INSIDE = {"folder", "weights", "graph", "runtime", "conversion", "forward"};

    /** Every rule, by its name. */
    Map<String, ArchRule> rules() {
        String[] libraries = modules("gpt2", "detection", "audit", "release", "erasure");
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("libraries know no Kafka", forbidden(libraries, KAFKA));
        rules.put("libraries know no Avro", forbidden(libraries, AVRO));
        rules.put("libraries know no schemas", forbidden(libraries, modules("schemas")));
        rules.put("gpt2 knows no other module", knowsOnly("gpt2"));
        rules.put("the rooms of gpt2 stand on each other, none on itself", noCycles("gpt2"));
        rules.put("the words of gpt2 know no room", theWordsKnowNoRoom());
        rules.put("only gpt2 knows what is inside gpt2", onlyIn("gpt2", rooms(GPT2_INSIDE)));
        rules.put("audit knows no other module", knowsOnly("audit"));
        rules.put("release knows no other module", knowsOnly("release"));
        rules.put("erasure knows no other module", knowsOnly("erasure"));
        rules.put("detection knows only gpt2", knowsOnly("detection", "gpt2"));
        rules.put("the index knows only schemas and audit", knowsOnly("index", "schemas", "audit"));
        rules.put("the console knows only schemas and the index", knowsOnly("review", "schemas", "index"));
        rules.put("schemas know no other module", knowsOnly("schemas"));
        rules.put("the registry knows only schemas", knowsOnly("registry", "schemas"));
        rules.put("the generator does not know the detector", forbidden(modules("generator"), modules("detector")));
        rules.put("the detector does not know the generator", forbidden(modules("detector"), modules("generator")));
        rules.put("the bridge knows no service", forbidden(modules("bridge"), modules("generator", "detector")));
        rules.put(
                "the streams runtime knows no service",
                forbidden(modules("streams"), modules("generator", "detector")));
        rules.put("nobody imports cli", onlyIn("cli", modules("cli")));
        rules.put(
                "only cli starts a broker",
                forbidden(modules("generator", "detector", "bridge", "streams", "index", "review"), modules("broker")));
        rules.put("Kafka's server is only in broker", onlyIn("broker", KAFKA_SERVER));
        return rules;
    }

    private static ArchRule forbidden(String[] from, String... to) {
        return noClasses()
                .that()
                .resideInAnyPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to);
    }

    private ArchRule onlyIn(String module, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(modules(module))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }

    private ArchRule noCycles(String module) {
        return SlicesRuleDefinition.slices()
                .assignedFrom(new Packages(root + "." + module))
                .should()
                .beFreeOfCycles();
    }

    private ArchRule theWordsKnowNoRoom() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".gpt2")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".gpt2.*..");
    }

    private String[] rooms(String... names) {
        return modules(Arrays.stream(names).map(name -> "gpt2." + name).toArray(String[]::new));
    }

    /** Every package of a module is a slice. */
    private record Packages(String module) implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            return name.equals(module) || name.startsWith(module + ".")
                    ? SliceIdentifier.of(name)
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "the packages of " + module;
        }
    }

    private ArchRule knowsOnly(String module, String... others) {
        DescribedPredicate<JavaClass> ofAnotherModule = JavaClass.Predicates.resideInAPackage(root + "..")
                .and(JavaClass.Predicates.resideOutsideOfPackages(modules(module)))
                .and(
                        others.length == 0
                                ? DescribedPredicate.alwaysTrue()
                                : JavaClass.Predicates.resideOutsideOfPackages(modules(others)));
        return noClasses().that().resideInAnyPackage(modules(module)).should().dependOnClassesThat(ofAnotherModule);
    }

    private String[] modules(String... names) {
        return Arrays.stream(names).map(name -> root + "." + name + "..").toArray(String[]::new);
    }
}
