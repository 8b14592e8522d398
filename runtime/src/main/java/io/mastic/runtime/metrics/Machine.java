package io.mastic.runtime.metrics;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What this JVM uses. The driver is the one executor, so the values of ALL are its own. */
final class Machine {
    private static final String RESOURCES = "resource_utilization";

    private Machine() {}

    static List<Measurement> profile() {
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        var load = load();
        return Stream.of("driver", "ALL")
                .flatMap(who -> Stream.of(
                        Measurement.gauge("glue." + who + ".jvm.heap.usage", usage(heap)),
                        Measurement.gauge("glue." + who + ".jvm.heap.used", heap.getUsed()),
                        Measurement.gauge("glue." + who + ".system.cpuSystemLoad", load)))
                .toList();
    }

    static List<Measurement> observability() {
        var memory = ManagementFactory.getMemoryMXBean();
        var heap = memory.getHeapMemoryUsage();
        var other = memory.getNonHeapMemoryUsage();
        var all = new ArrayList<Measurement>();
        for (var who : List.of("driver", "ALL")) {
            var prefix = "glue." + who + ".memory.";
            all.add(Measurement.gauge(prefix + "heap.used", heap.getUsed()));
            all.add(Measurement.gauge(prefix + "heap.available", heap.getMax() - heap.getUsed()));
            all.add(Measurement.gauge(prefix + "heap.used.percentage", usage(heap) * 100));
            all.add(Measurement.gauge(prefix + "non-heap.used", other.getUsed()));
            all.add(Measurement.gauge(prefix + "total.used", heap.getUsed() + other.getUsed()));
        }
        return all.stream().map(one -> one.in(RESOURCES)).toList();
    }

    private static double usage(MemoryUsage heap) {
        return (double) heap.getUsed() / heap.getMax();
    }

    /** From 0 to 1; 0 where the system does not say. */
    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? Math.max(0, system.getCpuLoad())
                : 0;
    }
}
