package io.mastic.server.classifiers;

import io.mastic.protocol.Call;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceId;
import io.mastic.server.catalog.NextToken;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.CreateClassifierRequest;
import software.amazon.awssdk.services.glue.model.CreateClassifierResponse;
import software.amazon.awssdk.services.glue.model.DeleteClassifierRequest;
import software.amazon.awssdk.services.glue.model.DeleteClassifierResponse;
import software.amazon.awssdk.services.glue.model.GetClassifierRequest;
import software.amazon.awssdk.services.glue.model.GetClassifierResponse;
import software.amazon.awssdk.services.glue.model.GetClassifiersRequest;
import software.amazon.awssdk.services.glue.model.GetClassifiersResponse;
import software.amazon.awssdk.services.glue.model.UpdateClassifierRequest;
import software.amazon.awssdk.services.glue.model.UpdateClassifierResponse;

/** Glue's operations on classifiers. */
public final class ClassifierOperations {
    private static final int PAGE = 100;

    private final Classifiers classifiers;

    public ClassifierOperations(Classifiers classifiers) {
        this.classifiers = classifiers;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.GLUE)
                .serve(
                        "CreateClassifier",
                        CreateClassifierRequest.class,
                        this::createClassifier,
                        OperationTable.Builder.anyResource())
                .serve(
                        "GetClassifier",
                        GetClassifierRequest.class,
                        this::getClassifier,
                        OperationTable.Builder.anyResource())
                .serve(
                        "GetClassifiers",
                        GetClassifiersRequest.class,
                        this::getClassifiers,
                        OperationTable.Builder.anyResource())
                .serve(
                        "UpdateClassifier",
                        UpdateClassifierRequest.class,
                        this::updateClassifier,
                        OperationTable.Builder.anyResource())
                .serve(
                        "DeleteClassifier",
                        DeleteClassifierRequest.class,
                        this::deleteClassifier,
                        OperationTable.Builder.anyResource())
                .build();
    }

    public CreateClassifierResponse createClassifier(Call call, CreateClassifierRequest request) {
        classifiers.create(call, request);
        return CreateClassifierResponse.builder().build();
    }

    public GetClassifierResponse getClassifier(Call call, GetClassifierRequest request) {
        return GetClassifierResponse.builder()
                .classifier(classifiers.get(call, request.name()))
                .build();
    }

    public GetClassifiersResponse getClassifiers(Call call, GetClassifiersRequest request) {
        int limit = Optional.ofNullable(request.maxResults()).orElse(PAGE);
        var found = classifiers.list(call, NextToken.read(request.nextToken()), limit + 1);
        var page = found.size() > limit ? found.subList(0, limit) : found;
        return GetClassifiersResponse.builder()
                .classifiers(page.stream()
                        .map(row -> ClassifierConverter.toClassifier(row.doc()))
                        .toList())
                .nextToken(
                        found.size() > limit ? NextToken.of(page.get(limit - 1).name()) : null)
                .build();
    }

    public UpdateClassifierResponse updateClassifier(Call call, UpdateClassifierRequest request) {
        classifiers.update(call, request);
        return UpdateClassifierResponse.builder().build();
    }

    public DeleteClassifierResponse deleteClassifier(Call call, DeleteClassifierRequest request) {
        classifiers.delete(call, request.name());
        return DeleteClassifierResponse.builder().build();
    }
}
