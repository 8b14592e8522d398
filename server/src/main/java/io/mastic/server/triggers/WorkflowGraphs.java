package io.mastic.server.triggers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.glue.model.Condition;
import software.amazon.awssdk.services.glue.model.Edge;
import software.amazon.awssdk.services.glue.model.JobRun;
import software.amazon.awssdk.services.glue.model.Node;
import software.amazon.awssdk.services.glue.model.NodeType;
import software.amazon.awssdk.services.glue.model.Trigger;
import software.amazon.awssdk.services.glue.model.WorkflowGraph;

/** The graph of a workflow: a node for each trigger and each job, and edges as triggers start and wait for jobs. */
final class WorkflowGraphs {
    private WorkflowGraphs() {}

    /** @param runs of the jobs, by the job's name; empty for a workflow that is not running */
    static WorkflowGraph of(List<Trigger> triggers, Map<String, List<JobRun>> runs) {
        var nodes = new ArrayList<Node>();
        for (var trigger : triggers) {
            nodes.add(Node.builder()
                    .type(NodeType.TRIGGER)
                    .name(trigger.name())
                    .uniqueId(triggerNode(trigger.name()))
                    .triggerDetails(details -> details.trigger(trigger))
                    .build());
        }
        for (var job : jobs(triggers)) {
            nodes.add(Node.builder()
                    .type(NodeType.JOB)
                    .name(job)
                    .uniqueId(jobNode(job))
                    .jobDetails(details -> details.jobRuns(runs.getOrDefault(job, List.of())))
                    .build());
        }
        return WorkflowGraph.builder().nodes(nodes).edges(edges(triggers)).build();
    }

    static Set<String> jobs(List<Trigger> triggers) {
        var jobs = new LinkedHashSet<String>();
        for (var trigger : triggers) {
            conditions(trigger).forEach(condition -> jobs.add(condition.jobName()));
            trigger.actions().forEach(action -> jobs.add(action.jobName()));
        }
        return jobs;
    }

    static List<Condition> conditions(Trigger trigger) {
        return trigger.predicate() == null ? List.of() : trigger.predicate().conditions();
    }

    private static Set<Edge> edges(List<Trigger> triggers) {
        var edges = new LinkedHashSet<Edge>();
        for (var trigger : triggers) {
            var node = triggerNode(trigger.name());
            conditions(trigger).forEach(condition -> edges.add(edge(jobNode(condition.jobName()), node)));
            trigger.actions().forEach(action -> edges.add(edge(node, jobNode(action.jobName()))));
        }
        return edges;
    }

    private static Edge edge(String source, String destination) {
        return Edge.builder().sourceId(source).destinationId(destination).build();
    }

    /** Some nodes, and all that come after them. */
    static Set<String> from(List<Trigger> triggers, Collection<String> nodes) {
        Map<String, List<String>> next = edges(triggers).stream()
                .collect(Collectors.groupingBy(
                        Edge::sourceId,
                        LinkedHashMap::new,
                        Collectors.mapping(Edge::destinationId, Collectors.toList())));
        var seen = new HashSet<>(nodes);
        var queue = new ArrayDeque<>(nodes);
        while (!queue.isEmpty()) {
            next.getOrDefault(queue.remove(), List.of()).stream()
                    .filter(seen::add)
                    .forEach(queue::add);
        }
        return seen;
    }

    static String triggerNode(String name) {
        return uniqueId(NodeType.TRIGGER, name);
    }

    static String jobNode(String name) {
        return uniqueId(NodeType.JOB, name);
    }

    /** The same for the same node of every run of the workflow. */
    private static String uniqueId(NodeType type, String name) {
        try {
            var text = type + "/" + name;
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "wnode_" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
