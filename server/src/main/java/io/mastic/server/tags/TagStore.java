package io.mastic.server.tags;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Tags by ARN; each method is one statement. */
interface TagStore {
    @SqlQuery("select name, tag_value from tag where arn = :arn order by name")
    @KeyColumn("name")
    @ValueColumn("tag_value")
    Map<String, String> tags(String arn);

    /** Adds a tag or gives it another value, also when another does so at the same time. */
    default void put(String arn, String name, String value) {
        if (update(arn, name, value) == 0 && insert(arn, name, value) == 0) {
            update(arn, name, value);
        }
    }

    @SqlUpdate("update tag set tag_value = :value where arn = :arn and name = :name")
    int update(String arn, String name, String value);

    @SqlUpdate("insert into tag (arn, name, tag_value) values (:arn, :name, :value) on conflict do nothing")
    int insert(String arn, String name, String value);

    @SqlUpdate("delete from tag where arn = :arn and name in (<names>)")
    void delete(String arn, @BindList("names") List<String> names);

    @SqlUpdate("delete from tag where arn = :arn")
    void deleteAll(String arn);
}
