package io.mastic.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** How one definition of a job differs from another, in lines for people. What is null is not there. */
final class JobDiff {
    private static final String INPUTS = "Inputs";
    private static final String NAME = "Name";

    private final List<String> lines = new ArrayList<>();

    private JobDiff() {}

    /**
     * Compares two definitions.
     *
     * @param from as it is
     * @param to as it is to be; settings of the job that it does not have are not looked at
     */
    static List<String> of(ObjectNode from, ObjectNode to) {
        var diff = new JobDiff();
        to.properties().stream()
                .filter(setting -> !setting.getKey().equals(ServerJobs.NODES)
                        && !setting.getKey().equals("Tags"))
                .sorted(Map.Entry.comparingByKey())
                .forEach(setting -> diff.value(setting.getKey(), from.path(setting.getKey()), setting.getValue()));
        diff.graph(from.path(ServerJobs.NODES), to.path(ServerJobs.NODES));
        return diff.lines;
    }

    private void graph(JsonNode from, JsonNode to) {
        var ids = new TreeSet<String>();
        from.fieldNames().forEachRemaining(ids::add);
        to.fieldNames().forEachRemaining(ids::add);
        for (var id : ids) {
            if (!from.has(id)) {
                lines.add("+ " + told(id, to.path(id)));
            } else if (!to.has(id)) {
                lines.add("- " + told(id, from.path(id)));
            } else {
                node(id, from.path(id), to.path(id));
            }
        }
        ids.forEach(id -> edges(
                id, fields(from.path(id)).path(INPUTS), fields(to.path(id)).path(INPUTS)));
    }

    private void node(String id, JsonNode from, JsonNode to) {
        if (!type(from).equals(type(to))) {
            lines.add("~ " + told(id, from) + " becomes " + told(id, to));
            return;
        }
        var before = fields(from);
        var after = fields(to);
        if (!before.path(NAME).equals(after.path(NAME))) {
            // Bookmarks are kept under the names of sources.
            var consequence = before.has(INPUTS) ? "" : " (its bookmark begins anew)";
            lines.add("~ " + told(id, from) + " is renamed to " + after.path(NAME) + consequence);
        }
        members(before, after).stream()
                .filter(member -> !member.equals(NAME) && !member.equals(INPUTS))
                .forEach(member -> value(told(id, to) + " " + member, before.path(member), after.path(member)));
    }

    private void edges(String id, JsonNode from, JsonNode to) {
        var before = texts(from);
        var after = texts(to);
        before.stream()
                .filter(parent -> !after.contains(parent))
                .forEach(parent -> lines.add("- edge " + parent + " -> " + id));
        after.stream()
                .filter(parent -> !before.contains(parent))
                .forEach(parent -> lines.add("+ edge " + parent + " -> " + id));
        if (!before.equals(after) && new TreeSet<>(before).equals(new TreeSet<>(after))) {
            lines.add("~ edges into " + id + ": " + before + " -> " + after);
        }
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private void value(String place, JsonNode from, JsonNode to) {
        if (isNothing(from) && isNothing(to) || from.equals(to)) {
            return;
        }
        if (from.isObject() && to.isObject()) {
            members(from, to).forEach(member -> value(place + "." + member, from.path(member), to.path(member)));
        } else if (from.isArray() && to.isArray() && from.size() == to.size()) {
            for (int at = 0; at < from.size(); at++) {
                value(place + "[" + at + "]", from.path(at), to.path(at));
            }
        } else if (isNothing(from)) {
            lines.add("+ " + place + ": " + to);
        } else if (isNothing(to)) {
            lines.add("- " + place + ": " + from);
        } else {
            lines.add("~ " + place + ": " + from + " -> " + to);
        }
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static TreeSet<String> members(JsonNode from, JsonNode to) {
        var members = new TreeSet<String>();
        from.fieldNames().forEachRemaining(members::add);
        to.fieldNames().forEachRemaining(members::add);
        return members;
    }

    private static String type(JsonNode node) {
        return node.properties().stream()
                .filter(member -> !member.getValue().isNull())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private static JsonNode fields(JsonNode node) {
        return node.isMissingNode() ? MissingNode.getInstance() : node.path(type(node));
    }

    private static String told(String id, JsonNode node) {
        return id + " " + type(node) + " " + fields(node).path(NAME);
    }
}
