/*
 * Copyright (c) 2026 The occupancy add-on authors
 *
 * See the NOTICE file(s) distributed with this work for additional
 * information.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * http://www.eclipse.org/legal/epl-2.0
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.openhab.binding.occupancy.build;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.binding.occupancy.internal.action.OccupancyActions;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.source.SourceType;
import org.openhab.core.automation.annotation.RuleAction;
import org.openhab.core.thing.ThingTypeUID;
import org.w3c.dom.Element;

/**
 * The ids and defaults in the code and in the README are those of the XML files.
 */
class ConsistencyTest {

    private static final Path README = Path.of("README.md");

    @Test
    void thingTypesOfTheCodeAreThoseOfTheXml() throws IllegalAccessException {
        assertThat(constants("THING_TYPE_", value -> value instanceof ThingTypeUID))
                .isEqualTo(prefixed(OhInf.thingTypes().keySet()));
        assertThat(OccupancyBindingConstants.SUPPORTED_THING_TYPES).extracting(ThingTypeUID::getAsString)
                .containsExactlyInAnyOrderElementsOf(prefixed(OhInf.thingTypes().keySet()));
    }

    @Test
    void channelsOfTheCodeAreThoseOfTheXml() throws IllegalAccessException {
        Map<String, Element> types = OhInf.thingTypes();
        Set<String> channels = new TreeSet<>(OhInf.channels(types.get("home")).keySet());
        channels.addAll(OhInf.channels(types.get("person")).keySet());
        assertThat(constants("CHANNEL_", value -> value instanceof String)).isEqualTo(channels);
    }

    /** A new source type needs a channel type, a place in the two lists of what a user may add, and its settings. */
    @ParameterizedTest
    @EnumSource(SourceType.class)
    void everySourceTypeIsAChannelTypeWithItsSettings(SourceType type) {
        for (String location : List.of("home", "location")) {
            assertThat(OhInf.thingTypes().get(location).getAttribute("extensible").split(","))
                    .as("\"extensible\" of %s in thing/location.xml", location).contains(type.id());
        }
        assertThat(OhInf.channelTypes()).as("channel types in thing/location.xml").containsKey(type.id());
        Set<String> settings = new TreeSet<>(type.settings());
        // the id of a source is the id of its channel, and every source has an item
        settings.remove("id");
        settings.add("item");
        assertThat(OhInf.parameters(OhInf.channelTypes().get(type.id())).keySet())
                .as("settings of %s in thing/location.xml and in SourceType", type.id())
                .containsExactlyInAnyOrderElementsOf(settings);
        assertThat(OhInf.child(OhInf.parameters(OhInf.channelTypes().get(type.id())).get("item"), "context")
                .map(OhInf::text)).as("context of the item of %s in thing/location.xml", type.id()).hasValue("item");
    }

    @Test
    void noChannelOfASourceIsLeftOver() {
        Set<String> ids = Arrays.stream(SourceType.values()).map(SourceType::id).collect(toCollection(TreeSet::new));
        for (String location : List.of("home", "location")) {
            assertThat(OhInf.thingTypes().get(location).getAttribute("extensible").split(","))
                    .as("\"extensible\" of %s in thing/location.xml", location).isSubsetOf(ids);
        }
    }

    @Test
    void settingsThatTheCodeNamesAreInAForm() throws IllegalAccessException {
        Set<String> settings = new TreeSet<>();
        OhInf.thingTypes().values().forEach(type -> settings.addAll(OhInf.parameters(type).keySet()));
        OhInf.channelTypes().values().stream().filter(type -> OhInf.child(type, "config-description").isPresent())
                .forEach(type -> settings.addAll(OhInf.parameters(type).keySet()));
        assertThat(constants("CONFIG_", value -> value instanceof String)).as("settings that are in no form")
                .isSubsetOf(settings);
    }

    /** What a location can be set to, a user can set; the parent is its bridge, and exits are settings of its doors. */
    @Test
    void everySettingOfTheEngineIsInTheForm() {
        Set<String> form = new TreeSet<>(OhInf.parameters(OhInf.thingTypes().get("location")).keySet());
        form.addAll(OhInf.parameters(OhInf.thingTypes().get("home")).keySet());
        assertThat(Arrays.stream(LocationConfig.Builder.class.getMethods())
                .filter(method -> method.getReturnType() == LocationConfig.Builder.class).map(Method::getName)
                .filter(name -> !Set.of("parent", "exits").contains(name)))
                .as("settings that are parameters in config/place.xml or home.xml").isSubsetOf(form);
    }

    @Test
    void defaultsOfTheFormAreThoseOfTheEngine() {
        LocationConfig config = LocationConfig.builder("place").build();
        Map<String, Element> parameters = OhInf.parameters(OhInf.thingTypes().get("location"));
        assertThat(unset(parameters, "kind")).isEqualTo(config.kind().name());
        assertThat(unset(parameters, "strategy")).isEqualTo(config.strategy().name());
        assertThat(unset(parameters, "contributesToParent")).isEqualTo(Boolean.toString(config.contributesToParent()));
        assertThat(unset(parameters, "identityHolds")).isEqualTo(Boolean.toString(config.identityHolds()));
        assertThat(unset(parameters, "passage")).isEqualTo(Boolean.toString(config.passage()));
        assertThat(unset(parameters, "linger")).isEqualTo(Long.toString(config.linger().toSeconds()));
        assertThat(unset(parameters, "leaveTimeout"))
                .isEqualTo(Long.toString(config.leaveTimeout().usual().toSeconds()));
        assertThat(OhInf.texts("").get("thing-type.config.occupancy.place.stayTimeout.description"))
                .contains(config.stayTimeout().toHours() + " hours");
        assertThat(OhInf.texts("").get("thing-type.config.occupancy.home.stayTimeout.description"))
                .contains(LocationConfig.DEFAULT_HOME_STAY_TIMEOUT.toHours() + " hours");
        assertThat(OhInf.texts("").get("thing-type.config.occupancy.place.timeout.description"))
                .contains(config.timeouts().get("default").toMinutes() + " minutes");
        assertThat(OhInf.texts("").get("thing-type.config.occupancy.place.motionTimeout.description"))
                .contains(config.timeouts().get("motion").toMinutes() + " minutes");
        assertThat(OhInf.texts("").get("thing-type.config.occupancy.place.presenceTimeout.description"))
                .contains(config.timeouts().get("presence").toMinutes() + " minutes");
    }

    @Test
    void readmeTellsOfEveryThing() throws IOException {
        assertThat(column(table("## Things", 0), 0)).containsExactlyInAnyOrderElementsOf(OhInf.thingTypes().keySet());
    }

    @Test
    void readmeTellsOfEverySettingOfThings() throws IOException {
        Map<String, Element> home = OhInf.parameters(OhInf.thingTypes().get("home"));
        Map<String, Element> location = OhInf.parameters(OhInf.thingTypes().get("location"));
        Map<String, Element> all = new TreeMap<>(home);
        all.putAll(location);
        assertSettings(table("## Things", 1), 1, all);
        String above = Files.readAllLines(README).stream().filter(line -> line.startsWith("Settings of `home` and"))
                .findFirst().orElse("");
        assertThat(above).as("the sentence above the settings in README, Things").contains(
                only(location, home) + " are for a `location` alone",
                only(home, location) + " is for the `home` alone");
        assertSettings(table("## Things", 2), 1, OhInf.parameters(OhInf.thingTypes().get("person")));
    }

    /** The form says to the user what the README says, with the names of the options for their values. */
    @Test
    void readmeTellsOfSettingsWhatTheFormSays() throws IOException {
        assertMeanings(table("## Things", 1), "place");
        assertMeanings(table("## Things", 2), "person");
    }

    @Test
    void readmeTellsOfEveryChannel() throws IOException {
        Map<String, Element> types = OhInf.thingTypes();
        assertChannels(table("## Channels", 0), OhInf.channels(types.get("location")));
        assertChannels(table("## Channels", 1), OhInf.channels(types.get("person")));
    }

    @Test
    void readmeTellsOfEverySource() throws IOException {
        List<String> ids = Arrays.stream(SourceType.values()).map(SourceType::id).toList();
        assertThat(column(table("## Sources", 0), 0)).as("the first table below Sources in README.md")
                .containsExactlyElementsOf(ids);
        List<List<String>> settings = table("## Sources", 1);
        for (String id : ids) {
            List<List<String>> own = settings.stream()
                    .filter(row -> row.get(1).equals("all") || List.of(row.get(1).split("[`, ]+")).contains(id))
                    .toList();
            Map<String, Element> parameters = OhInf.parameters(OhInf.channelTypes().get(id));
            assertThat(column(own, 0)).as(
                    "the rows of the second table below Sources in README.md whose column \"of\" "
                            + "names %s (or all), against the parameters of the channel type %s in thing/location.xml",
                    id, id).containsExactlyInAnyOrderElementsOf(parameters.keySet());
            assertSettings(own, 2, parameters);
        }
    }

    @Test
    void readmeLinksToWhatIsThere() throws IOException {
        assertThat(Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)").matcher(Files.readString(README)).results()
                .map(link -> link.group(1))).isNotEmpty()
                .allSatisfy(link -> assertThat(Path.of(link)).as("README.md links to it").exists());
    }

    /** A page that names a class that was renamed leads whoever is new astray. */
    @ParameterizedTest
    @ValueSource(strings = { "doc/architecture.md", "CONTRIBUTING.md" })
    void classesThatADocumentNamesAreThere(String file) throws IOException {
        Set<String> known = new TreeSet<>(Set.of("Instant", "TOKEN", "NAME"));
        for (String folder : List.of("src/main/java", "src/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.forEach(path -> known.add(path.getFileName().toString().replace(".java", "")));
            }
        }
        // in the text, and who takes part in a diagram
        assertThat(Pattern.compile("(?:`(?:[\\w/]+/)?|<br/>)([A-Z]\\w*[a-z]\\w*)[\\w.]*(?:`|\\R)")
                .matcher(Files.readString(Path.of(file))).results().map(name -> name.group(1))).isNotEmpty()
                .allSatisfy(name -> assertThat(known).as("a class that %s names", file).contains(name));
    }

    @Test
    void readmeTellsOfEveryAction() throws IOException {
        String readme = Files.readString(README);
        assertThat(Arrays.stream(OccupancyActions.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(RuleAction.class))).isNotEmpty()
                .allSatisfy(method -> assertThat(readme).contains("`" + method.getName() + "("));
    }

    private static void assertSettings(List<List<String>> rows, int defaultColumn, Map<String, Element> parameters) {
        assertThat(column(rows, 0)).as("the settings in a table of README.md")
                .containsExactlyInAnyOrderElementsOf(parameters.keySet());
        assertThat(rows).allSatisfy(row -> {
            Element parameter = parameters.get(row.get(0));
            assertThat(row.get(defaultColumn).replaceAll(" s$", "")).as(row.get(0))
                    .isEqualTo(OhInf.child(parameter, "default").map(OhInf::text).orElse("\u2013"));
        });
    }

    /** {@return the settings that one form has and the other has not, as the README lists them} */
    private static String only(Map<String, Element> one, Map<String, Element> other) {
        List<String> names = one.keySet().stream().filter(name -> !other.containsKey(name)).sorted()
                .map(name -> "`" + name + "`").toList();
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    private static void assertMeanings(List<List<String>> rows, String form) {
        Map<String, String> texts = OhInf.texts("");
        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            String own = "thing-type.config.occupancy." + form + "." + row.get(0);
            String key = texts.containsKey(own + ".description") ? own
                    : "thing-type.config.occupancy.home." + row.get(0);
            String option = key + ".option.";
            String meaning = texts.get(key + ".description");
            for (Map.Entry<String, String> text : texts.entrySet()) {
                if (text.getKey().startsWith(option)) {
                    meaning = meaning.replace(text.getValue(), text.getKey().substring(option.length()));
                }
            }
            assertThat(row.get(2)).as(row.get(0)).startsWith(meaning);
        });
    }

    private static void assertChannels(List<List<String>> rows, Map<String, String> channels) {
        assertThat(column(rows, 0)).containsExactlyElementsOf(channels.keySet());
        assertThat(rows).allSatisfy(row -> {
            Element type = OhInf.channelTypes().get(channels.get(row.get(0)));
            assertThat(row.get(1)).as(row.get(0))
                    .isEqualTo(OhInf.child(type, "item-type").map(OhInf::text).orElse("trigger"));
        });
    }

    private static String unset(Map<String, Element> parameters, String name) {
        return OhInf.child(parameters.get(name), "default").map(OhInf::text).orElse("");
    }

    private static Set<String> prefixed(Set<String> ids) {
        return ids.stream().map(id -> OccupancyBindingConstants.BINDING_ID + ":" + id)
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> constants(String prefix, Predicate<Object> kind) throws IllegalAccessException {
        Set<String> values = new TreeSet<>();
        for (Field field : OccupancyBindingConstants.class.getDeclaredFields()) {
            if (field.getName().startsWith(prefix) && kind.test(field.get(null))) {
                values.add(field.get(null).toString());
            }
        }
        return values;
    }

    private static List<String> column(List<List<String>> rows, int index) {
        return rows.stream().map(row -> row.get(index)).toList();
    }

    /** {@return the cells of the nth table below a heading, without the code marks} */
    private static List<List<String>> table(String heading, int number) throws IOException {
        List<String> lines = Files.readAllLines(README);
        int line = lines.indexOf(heading) + 1;
        assertThat(line).as(heading).isPositive();
        for (int table = 0; line < lines.size() && !lines.get(line).startsWith("## "); line++) {
            if (lines.get(line).startsWith("|---") && table++ == number) {
                List<List<String>> rows = new ArrayList<>();
                for (line++; lines.get(line).startsWith("|"); line++) {
                    rows.add(Arrays.stream(lines.get(line).substring(1).split("\\|"))
                            .map(cell -> cell.strip().replace("`", "")).toList());
                }
                return rows;
            }
        }
        throw new AssertionError(heading + " has no table " + number);
    }
}
