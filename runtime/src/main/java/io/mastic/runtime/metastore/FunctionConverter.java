package io.mastic.runtime.metastore;

import com.amazonaws.services.glue.model.UserDefinedFunction;
import com.amazonaws.services.glue.model.UserDefinedFunctionInput;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hive.metastore.api.Function;
import org.apache.hadoop.hive.metastore.api.FunctionType;
import org.apache.hadoop.hive.metastore.api.PrincipalType;
import org.apache.hadoop.hive.metastore.api.ResourceType;
import org.apache.hadoop.hive.metastore.api.ResourceUri;
import org.jspecify.annotations.Nullable;

/** User-defined functions of the catalog as Hive's and back. */
final class FunctionConverter {
    private FunctionConverter() {}

    static Function toHive(UserDefinedFunction glue, String database) {
        List<ResourceUri> resources = new ArrayList<>();
        if (glue.getResourceUris() != null) {
            glue.getResourceUris()
                    .forEach(one ->
                            resources.add(new ResourceUri(ResourceType.valueOf(one.getResourceType()), one.getUri())));
        }
        return new Function(
                glue.getFunctionName(),
                database,
                glue.getClassName(),
                glue.getOwnerName() == null ? "" : glue.getOwnerName(),
                PrincipalType.USER,
                TableConverter.seconds(glue.getCreateTime()),
                FunctionType.JAVA,
                resources);
    }

    static UserDefinedFunctionInput toGlue(Function hive) {
        return new UserDefinedFunctionInput()
                .withFunctionName(hive.getFunctionName())
                .withClassName(hive.getClassName())
                .withOwnerName(TableConverter.owner(hive.getOwnerName()))
                .withOwnerType(PrincipalType.USER.name())
                .withResourceUris(resources(hive.getResourceUris()));
    }

    private static List<com.amazonaws.services.glue.model.ResourceUri> resources(@Nullable List<ResourceUri> hive) {
        List<com.amazonaws.services.glue.model.ResourceUri> glue = new ArrayList<>();
        if (hive != null) {
            hive.forEach(one -> glue.add(new com.amazonaws.services.glue.model.ResourceUri()
                    .withResourceType(one.getResourceType().name())
                    .withUri(one.getUri())));
        }
        return glue;
    }
}
