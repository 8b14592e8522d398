package io.mastic.protocol;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One line of a feature's operation table.
 *
 * @param name AWS's name of the operation, which is also the action's name after the service prefix
 * @param resources the ARNs that the request touches; all of them must be allowed
 * @param conditions the condition keys that the request offers to policies
 * @param rawMembers dotted paths of request members that are taken as raw JSON
 * @param alsoNeeds other operations that the caller must be allowed on the same resources
 */
public record Operation<I extends SdkPojo, O extends SdkPojo>(
        String name,
        Class<I> request,
        RawAnswer<I, O> handler,
        Resources<I> resources,
        Conditions<I> conditions,
        Set<String> rawMembers,
        Set<String> alsoNeeds) {
    public Operation {
        Objects.requireNonNull(name);
        Objects.requireNonNull(request);
        Objects.requireNonNull(handler);
        Objects.requireNonNull(resources);
        Objects.requireNonNull(conditions);
        rawMembers = Set.copyOf(rawMembers);
        alsoNeeds = Set.copyOf(alsoNeeds);
    }

    public Operation(
            String name,
            Class<I> request,
            RawAnswer<I, O> handler,
            Resources<I> resources,
            Conditions<I> conditions,
            Set<String> rawMembers) {
        this(name, request, handler, resources, conditions, rawMembers, Set.of());
    }

    /** Answers a request whose response has no raw members. */
    @FunctionalInterface
    public interface Answer<I extends SdkPojo, O extends SdkPojo> {
        O handle(Call call, I request);
    }

    /** Answers a request; raw members of the response travel beside it. */
    @FunctionalInterface
    public interface RawAnswer<I extends SdkPojo, O extends SdkPojo> {
        Reply<O> handle(Call call, I request);
    }

    /** Names the ARNs that a request touches. Called before validation: members may be null. */
    @FunctionalInterface
    public interface Resources<I extends SdkPojo> {
        List<String> of(Call call, I request);
    }

    /** Names the condition keys that a request offers. Called before validation: members may be null. */
    @FunctionalInterface
    public interface Conditions<I extends SdkPojo> {
        Map<String, List<String>> of(Call call, I request);
    }
}
