package io.mastic.protocol;

import java.util.List;
import java.util.Map;

/** Decides whether a caller may do an action; implemented by identity. */
public interface Authoriser {
    /**
     * Returns if every resource is allowed.
     *
     * @param action {@code glue:GetTable}
     * @throws ServiceException {@code AccessDeniedException} in AWS's wording
     */
    void authorise(Caller caller, String action, List<String> resources, Map<String, List<String>> conditions);
}
