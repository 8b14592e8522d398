package io.mastic.server.quality;

import io.mastic.model.quality.EvaluationReport;
import io.mastic.model.quality.EvaluationReport.RuleReport;
import io.mastic.server.catalog.Documents;
import io.mastic.server.quality.DataQualityStore.ResultRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.glue.model.DataQualityResult;
import software.amazon.awssdk.services.glue.model.DataQualityResultDescription;
import software.amazon.awssdk.services.glue.model.DataQualityRuleResult;
import software.amazon.awssdk.services.glue.model.DataQualityRuleResultStatus;

/** Between what runs report, rows, and the SDK's types. */
final class DataQualityConverter {
    /** The longest text of a rule that AWS's model has. */
    private static final int LONGEST = 2048;

    private DataQualityConverter() {}

    /** The score is the share of rules that passed. */
    static DataQualityResult toResult(EvaluationReport report, String job, String run) {
        var rules = new ArrayList<DataQualityRuleResult>();
        for (var rule : report.rules()) {
            rules.add(toRuleResult("Rule_" + (rules.size() + 1), rule));
        }
        var passed = report.rules().stream().filter(RuleReport::passed).count();
        return DataQualityResult.builder()
                .resultId(report.resultId())
                .evaluationContext(report.context())
                .jobName(job)
                .jobRunId(run)
                .startedOn(Instant.ofEpochMilli(report.started()))
                .completedOn(Instant.ofEpochMilli(report.completed()))
                .score((double) passed / rules.size())
                .ruleResults(rules)
                .build();
    }

    private static DataQualityRuleResult toRuleResult(String name, RuleReport rule) {
        return DataQualityRuleResult.builder()
                .name(name)
                .description(shortened(rule.rule()))
                .evaluatedRule(shortened(rule.rule()))
                .evaluationMessage(rule.passed() ? null : shortened(rule.reason()))
                .result(rule.passed() ? DataQualityRuleResultStatus.PASS : DataQualityRuleResultStatus.FAIL)
                .evaluatedMetrics(rule.metrics())
                .build();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    static DataQualityResult ofRow(ResultRow row) {
        return Documents.read(row.doc(), DataQualityResult.class);
    }

    static List<DataQualityResultDescription> descriptions(List<ResultRow> rows) {
        return rows.stream()
                .map(row -> DataQualityResultDescription.builder()
                        .resultId(row.id())
                        .jobName(row.jobName())
                        .jobRunId(row.jobRunId())
                        .startedOn(Instant.ofEpochMilli(row.started()))
                        .build())
                .toList();
    }
}
