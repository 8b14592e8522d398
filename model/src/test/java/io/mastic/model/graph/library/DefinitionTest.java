package io.mastic.model.graph.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.model.graph.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionTest {
    private final List<Problem> problems = new ArrayList<>();

    @Test
    void documentOfEveryKindOfParameterIsRead() throws JsonProcessingException {
        var definition = read(
                        "sales.json",
                        """
                        {"name": "sales", "functionName": "make_sales", "displayName": "Make Sales", "description": "Rows.",
                         "version": "1.0.0", "parameters": [
                          {"name": "numSamples", "displayName": "Rows", "type": "int"},
                          {"name": "year", "type": "int", "isOptional": true, "validationType": "RegularExpression",
                           "validationRule": "^\\\\d{4}$", "validationMessage": "No year", "defaultValue": 2023},
                          {"name": "kind", "type": "str", "listOptions": "one, two ,"},
                          {"name": "kinds", "type": "list", "listType": "str", "listOptions": ["a", "b"]},
                          {"name": "labelled", "type": "float", "listOptions": [{"value": "1.5", "label": "Much"}, {"value": "1"}]},
                          {"name": "column", "type": "str", "listOptions": "column"},
                          {"name": "columns", "type": "list", "listOptions": "column"},
                          {"name": "flag", "type": "bool"}]}
                        """)
                .orElseThrow();
        assertThat(problems).isEmpty();
        assertThat(definition.displayName()).isEqualTo("Make Sales");
        assertThat(definition.parameters())
                .extracting(Parameter::type)
                .containsExactly(
                        ParameterType.INT,
                        ParameterType.INT,
                        ParameterType.STR,
                        ParameterType.LIST,
                        ParameterType.FLOAT,
                        ParameterType.STR,
                        ParameterType.LIST,
                        ParameterType.BOOL);
        assertThat(parameter(definition, "year").defaultValue()).contains("2023");
        assertThat(parameter(definition, "year").isOptional()).isTrue();
        assertThat(parameter(definition, "numSamples").isOptional()).isFalse();
        assertThat(parameter(definition, "kind").options())
                .extracting(Parameter.Option::value)
                .containsExactly("one", "two");
        assertThat(parameter(definition, "kinds").options()).hasSize(2);
        assertThat(parameter(definition, "labelled").options())
                .extracting(Parameter.Option::label)
                .containsExactly("Much", "1");
        assertThat(parameter(definition, "column").picksColumns()).isTrue();
        assertThat(parameter(definition, "columns").options()).isEmpty();
    }

    @Test
    void withoutParametersAndDisplayNameItIsCalledByItsName() throws JsonProcessingException {
        var definition = read("plain.json", "{\"name\": \"plain\", \"functionName\": \"plain\"}")
                .orElseThrow();
        assertThat(definition.displayName()).isEqualTo("plain");
        assertThat(definition.parameters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[]; A definition is a structure",
                "{'functionName': 'f'}; \"name\" is missing.",
                "{'name': 'my sales', 'functionName': 'f'}; \"my sales\" is no name in Python",
                "{'name': 'n', 'functionName': 'class'}; \"class\" is no name in Python",
                "{'name': 'n', 'functionName': 'f', 'parameters': {}}; This has to be a list.",
                "{'name': 'n', 'functionName': 'f', 'parameters': [7]}; This has to be a structure.",
                "{'name': 'n', 'functionName': 'f', 'parameters': [{'name': 'a'}]}; \"type\" is missing.",
                "{'name': 'n', 'functionName': 'f', 'parameters': [{'name': 'a', 'type': 'complex'}]}; is none of bool, float, int, list, str",
                "{'name': 'n', 'functionName': 'f', 'parameters': [{'name': 'self', 'type': 'str'}]}; cannot be the name of a parameter",
                "{'name': 'n', 'functionName': 'f', 'parameters': [{'name': 'a', 'type': 'str'}, {'name': 'a', 'type': 'str'}]}; There are two parameters \"a\".",
                "{'name': 'n', 'functionName': 'f', 'parameters': [{'name': 'a', 'type': 'str', 'validationType': 'Range'}]}; is none of RegularExpression",
                "{'name': 'n', 'functionName': 'f', 'parameters': [{'name': 'a', 'type': 'str', 'validationRule': '('}]}; is no regular expression",
                "{'name': 'n', 'functionName': 'f', 'parameters': [{'name': 'a', 'type': 'str', 'listOptions': [{}]}]}; \"value\" is missing.",
                "{'name': 'n', 'functionName': 'f', 'path': 's3://b/t/sys.py'}; none of Python's own modules",
                "{'name': 'n', 'functionName': 'f', 'path': 's3://b/t/code.zip'}; with .py behind"
            })
    void whatIsWrongIsSaid(String document, String sentence) throws JsonProcessingException {
        assertThat(read("n.json", document.replace('\'', '"').replace("Python\"s", "Python's")))
                .isEmpty();
        assertThat(problems)
                .extracting(Problem::told)
                .anyMatch(told -> told.startsWith("n.json") && told.contains(sentence));
    }

    @Test
    void allProblemsAreSaidAtOnce() throws JsonProcessingException {
        read("my-file.json", "{\"name\": \"a b\", \"parameters\": [{\"name\": \"1\", \"type\": \"text\"}]}");
        assertThat(problems)
                .extracting(Problem::field)
                .containsExactlyInAnyOrder("name", "functionName", "parameters[0].name", "parameters[0].type", "");
    }

    private static Parameter parameter(Definition definition, String name) {
        return definition.parameter(name).orElseThrow();
    }

    private Optional<Definition> read(String file, String document) throws JsonProcessingException {
        return Definition.read(file, new ObjectMapper().readTree(document), problems);
    }
}
