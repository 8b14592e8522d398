package io.mastic.server.classifiers;

import io.mastic.server.catalog.CatalogScope;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Classifiers. Each method is one statement. */
@RegisterConstructorMapper(ClassifierStore.ClassifierRow.class)
interface ClassifierStore {
    record ClassifierRow(String accountId, String region, String name, long version, String doc) {}

    /** @return 0 if there is one of this name */
    @SqlUpdate(
            """
            insert into glue_classifier (account_id, region, name, version, doc)
            values (:accountId, :region, :name, :version, :doc)
            on conflict do nothing
            """)
    int insert(@BindMethods ClassifierRow classifier);

    @SqlQuery(
            """
            select * from glue_classifier
            where account_id = :scope.accountId and region = :scope.region and name = :name
            """)
    Optional<ClassifierRow> find(@BindMethods("scope") CatalogScope scope, String name);

    @SqlQuery(
            """
            select * from glue_classifier
            where account_id = :scope.accountId and region = :scope.region and name > :after
            order by account_id, region, name
            limit :limit
            """)
    List<ClassifierRow> list(@BindMethods("scope") CatalogScope scope, String after, int limit);

    /** Compare-and-set on the version before: 0 if the classifier is gone or at another version. */
    @SqlUpdate(
            """
            update glue_classifier set version = :version, doc = :doc
            where account_id = :accountId and region = :region and name = :name and version = :version - 1
            """)
    int update(@BindMethods ClassifierRow classifier);

    @SqlUpdate(
            """
            delete from glue_classifier
            where account_id = :scope.accountId and region = :scope.region and name = :name
            """)
    int delete(@BindMethods("scope") CatalogScope scope, String name);
}
