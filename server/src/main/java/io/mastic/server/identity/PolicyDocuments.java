package io.mastic.server.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mastic.protocol.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/**
 * Reads policy documents. The SDK's reader is lenient (it takes any effect and skips unknown keys), so the grammar is
 * checked here first: a typing error in a policy must not open anything.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">AWS: grammar</a>
 */
public final class PolicyDocuments {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Set<String> TOP = Set.of("Version", "Id", "Statement");
    private static final Set<String> MEMBERS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private PolicyDocuments() {}

    /** A document that was checked when it was stored. */
    public static IamPolicy stored(String document) {
        return IamPolicy.fromJson(document);
    }

    /** A policy of a principal: what it may do to which resources. */
    public static IamPolicy identity(String document) {
        return checked(document, Kind.IDENTITY);
    }

    /** A policy of a role: who may assume it. */
    public static IamPolicy trust(String document) {
        return checked(document, Kind.TRUST);
    }

    /** A policy of a service's resources: who may do what to which of them. */
    public static IamPolicy resource(String document, String service) {
        var policy = checked(document, Kind.RESOURCE);
        for (var statement : policy.statements()) {
            for (var action : statement.actions()) {
                require(
                        action.value().startsWith(service + ":"),
                        "The actions are those of " + service + ", such as " + service + ":Get*");
            }
        }
        return policy;
    }

    private enum Kind {
        IDENTITY,
        TRUST,
        RESOURCE
    }

    private static IamPolicy checked(String document, Kind kind) {
        var tree = parsed(document);
        only(tree, TOP, "policy");
        var version = tree.path("Version").asText("2008-10-17");
        require(
                version.equals("2012-10-17") || version.equals("2008-10-17"),
                "The policy must contain a valid version string.");
        var statements = list(tree.path("Statement"));
        require(!statements.isEmpty(), "Syntax errors in policy.");
        statements.forEach(statement -> statement(statement, kind));
        try {
            return IamPolicy.fromJson(document);
        } catch (RuntimeException e) {
            throw IdentityErrors.malformedPolicy("Syntax errors in policy.");
        }
    }

    private static JsonNode parsed(String document) {
        try {
            var tree = MAPPER.readTree(document);
            require(tree.isObject(), "Syntax errors in policy.");
            return tree;
        } catch (JsonProcessingException e) {
            throw IdentityErrors.malformedPolicy("This policy contains invalid Json");
        }
    }

    private static void statement(JsonNode statement, Kind kind) {
        require(statement.isObject(), "Syntax errors in policy.");
        only(statement, MEMBERS, "statement");
        var effect = statement.path("Effect").asText();
        require(effect.equals("Allow") || effect.equals("Deny"), "Syntax errors in policy.");
        exactlyOne(statement, "Action", "NotAction", "Policy statement must contain actions.");
        actions(statement.has("Action") ? statement.get("Action") : statement.get("NotAction"));
        switch (kind) {
            case TRUST -> {
                require(!statement.has("Resource") && !statement.has("NotResource"), "Has prohibited field Resource");
                exactlyOne(statement, "Principal", "NotPrincipal", "AssumeRole policy must contain principals.");
            }
            case IDENTITY -> {
                require(
                        !statement.has("Principal") && !statement.has("NotPrincipal"),
                        "Policy document should not specify a principal.");
                resources(statement);
            }
            case RESOURCE -> {
                require(statement.has("Action"), "NotAction is not taken here: list the actions.");
                require(
                        statement.has("Principal") && !statement.has("NotPrincipal"),
                        "A policy of a resource names its principals; NotPrincipal is not taken here.");
                principals(statement.get("Principal"));
                resources(statement);
            }
        }
        conditions(statement.path("Condition"));
    }

    private static void actions(JsonNode actions) {
        for (var action : texts(actions)) {
            require(
                    action.equals("*") || action.matches("[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+"),
                    "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        }
    }

    private static void principals(JsonNode principal) {
        if (principal.isObject()) {
            require(!principal.isEmpty(), "Syntax errors in policy.");
            principal.forEach(PolicyDocuments::texts);
            for (var id : principal.has("AWS") ? texts(principal.get("AWS")) : List.<String>of()) {
                require(
                        id.equals("*") || id.matches("\\d{12}") || id.startsWith("arn:aws:"),
                        "Invalid principal in policy: " + id);
            }
        } else {
            require(principal.isTextual() && principal.asText().equals("*"), "Invalid principal in policy.");
        }
    }

    private static void resources(JsonNode statement) {
        exactlyOne(statement, "Resource", "NotResource", "Policy statement must contain resources.");
        for (var resource :
                texts(statement.has("Resource") ? statement.get("Resource") : statement.get("NotResource"))) {
            require(
                    resource.equals("*") || resource.startsWith("arn:") || resource.startsWith("${"),
                    "Resource " + resource + " must be in ARN format or \"*\".");
        }
    }

    private static void conditions(JsonNode conditions) {
        require(conditions.isMissingNode() || conditions.isObject(), "Syntax errors in policy.");
        for (var operator : conditions.properties()) {
            require(
                    ConditionOperator.parse(operator.getKey()).isPresent(),
                    "Invalid Condition type : " + operator.getKey() + ".");
            require(operator.getValue().isObject() && !operator.getValue().isEmpty(), "Syntax errors in policy.");
            for (var key : operator.getValue().properties()) {
                require(!list(key.getValue()).isEmpty(), "Missing Condition values for " + key.getKey());
                list(key.getValue()).forEach(value -> require(value.isValueNode(), "Syntax errors in policy."));
            }
        }
    }

    private static void exactlyOne(JsonNode statement, String one, String other, String message) {
        require(statement.has(one) != statement.has(other), message);
    }

    private static List<String> texts(JsonNode node) {
        var items = list(node);
        require(!items.isEmpty(), "Syntax errors in policy.");
        items.forEach(item -> require(item.isTextual() && !item.asText().isEmpty(), "Syntax errors in policy."));
        return items.stream().map(JsonNode::asText).toList();
    }

    private static List<JsonNode> list(JsonNode node) {
        var items = new ArrayList<JsonNode>();
        if (node.isArray()) {
            node.forEach(items::add);
        } else if (!node.isMissingNode() && !node.isNull()) {
            items.add(node);
        }
        return items;
    }

    private static void only(JsonNode object, Set<String> known, String what) {
        object.fieldNames()
                .forEachRemaining(name -> require(
                        known.contains(name),
                        "Syntax errors in policy: a " + what + " has no member " + name.toLowerCase(Locale.ROOT)));
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw malformed(message);
        }
    }

    private static ServiceException malformed(String message) {
        return IdentityErrors.malformedPolicy(message);
    }
}
