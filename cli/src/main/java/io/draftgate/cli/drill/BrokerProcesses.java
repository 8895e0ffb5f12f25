package io.draftgate.cli.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The brokers of a drill.
 *
 * @param bootstrapServers where clients reach them
 */
record BrokerProcesses(String bootstrapServers, List<DrillProcess> processes) implements AutoCloseable {
    BrokerProcesses {
        processes = List.copyOf(processes);
    }

    /**
     * Starts them; returns before they can be reached.
     *
     * @param count one alone, or a cluster in which each is broker and controller
     */
    static BrokerProcesses start(OwnProgram program, Path folder, Path logs, int count) throws IOException {
        List<Integer> ports = LocalPorts.free(2 * count);
        List<Integer> clientPorts = ports.subList(0, count);
        List<Integer> controllerPorts = ports.subList(count, 2 * count);
        List<DrillProcess> processes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = count == 1 ? "broker" : "broker " + (i + 1);
            String fileName = name.replace(' ', '-');
            List<String> arguments = new ArrayList<>(List.of(
                    "broker",
                    "--dir=" + folder.resolve(count == 1 ? "kafka" : "kafka-" + (i + 1)),
                    "--port=" + clientPorts.get(i),
                    "--session-seconds=" + DrillCluster.SESSION_TIMEOUT.toSeconds(),
                    "--log-file=" + logs.resolve(fileName + ".log")));
            if (count > 1) {
                arguments.add("--node=" + (i + 1));
                arguments.add("--controllers="
                        + controllerPorts.stream().map(String::valueOf).collect(Collectors.joining(",")));
            }
            processes.add(DrillProcess.start(name, program.process(logs.resolve(fileName + ".out"), arguments)));
        }
        String bootstrapServers =
                clientPorts.stream().map(port -> "localhost:" + port).collect(Collectors.joining(","));
        return new BrokerProcesses(bootstrapServers, processes);
    }

    @Override
    public void close() {
        processes.forEach(DrillProcess::close);
    }
}
