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

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openhab.binding.occupancy.internal.source.SourceType;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * The XML files of OH-INF: nothing in them that openHAB 4.3 or 5.2 refuses, every reference leads somewhere, and the
 * ids are those that users' files depend on.
 */
class OhInfTest {

    /**
     * What may stand in an element, in this order: the part of openHAB's schemas that is the same in 4.3 and 5.2 and
     * that this add-on needs. A {@code *} may come any number of times, elements in braces come in any order.
     */
    private static final Map<String, String> CONTENT = Map.ofEntries(
            Map.entry("addon:addon", "type name description connection"),
            Map.entry("config-description:config-descriptions", "config-description*"),
            Map.entry("config-description", "parameter-group* parameter*"),
            Map.entry("parameter-group", "{ label description context advanced }"),
            Map.entry("parameter",
                    "{ context default label description options limitToOptions filter advanced multipleLimit }"),
            Map.entry("filter", "criteria*"), Map.entry("options", "option*"),
            Map.entry("thing:thing-descriptions", "thing-type* bridge-type* channel-type*"),
            Map.entry("thing-type",
                    "supported-bridge-type-refs label description category channels properties representation-property"
                            + " config-description-ref"),
            Map.entry("bridge-type",
                    "supported-bridge-type-refs label description category channels properties representation-property"
                            + " config-description-ref"),
            Map.entry("supported-bridge-type-refs", "bridge-type-ref*"), Map.entry("channels", "channel*"),
            Map.entry("properties", "property*"),
            Map.entry("channel-type",
                    "item-type kind label description category tags state command event autoUpdatePolicy"
                            + " config-description"),
            Map.entry("tags", "tag*"), Map.entry("state", "options"), Map.entry("event", "options"),
            Map.entry("update:update-descriptions", "thing-type*"), Map.entry("update/thing-type", "instruction-set*"),
            Map.entry("instruction-set", "{ add-channel* update-channel* remove-channel* }"),
            Map.entry("update-channel", "type label description tags"));

    private static final Map<String, String> ATTRIBUTES = Map.ofEntries(Map.entry("addon:addon", "id"),
            Map.entry("config-description", "uri"), Map.entry("parameter-group", "name"),
            Map.entry("parameter", "name type groupName min max step required readOnly multiple unit"),
            Map.entry("criteria", "name"), Map.entry("option", "value"),
            Map.entry("thing:thing-descriptions", "bindingId"), Map.entry("thing-type", "id"),
            Map.entry("bridge-type", "id extensible"), Map.entry("bridge-type-ref", "id"),
            Map.entry("channel", "id typeId"), Map.entry("property", "name"),
            Map.entry("config-description-ref", "uri"), Map.entry("channel-type", "id advanced"),
            Map.entry("item-type", "unitHint"), Map.entry("state", "pattern readOnly min max step"),
            Map.entry("update/thing-type", "uid"), Map.entry("instruction-set", "targetVersion"),
            Map.entry("update-channel", "id preserveConfiguration"));

    /** Tags that both releases know, as points and as properties. openHAB 5 takes one of each at most. */
    private static final Set<String> POINT_TAGS = Set.of("Alarm", "Control", "Measurement", "Setpoint", "Status",
            "Switch");
    private static final Set<String> PROPERTY_TAGS = Set.of("Duration", "Level", "Opening", "Presence", "Timestamp");

    private static final List<String> LOCATION_CHANNELS = List.of("occupancy", "occupied-until", "last-change",
            "last-activity", "occupants", "occupant-count", "occupied-places", "vacant-soon", "probability", "locked",
            "lock-mode", "reason", "event");
    private static final Map<String, String> ITEM_TYPES = Map.ofEntries(Map.entry("occupancy", "Switch"),
            Map.entry("occupied-until", "DateTime"), Map.entry("last-change", "DateTime"),
            Map.entry("last-activity", "DateTime"), Map.entry("occupants", "String"),
            Map.entry("occupant-count", "Number"), Map.entry("occupied-places", "String"),
            Map.entry("vacant-soon", "Switch"), Map.entry("probability", "Number:Dimensionless"),
            Map.entry("locked", "Switch"), Map.entry("lock-mode", "String"), Map.entry("reason", "String"));

    /**
     * The source channel types that users' files name, and their settings beyond those that all have. A new one needs
     * no line here; one that is here stays.
     */
    private static final Map<String, List<String>> SOURCES = Map.of("motion",
            List.of("pulseOnly", "maxActive", "minDuration", "confirm"), "presence",
            List.of("lostTimeout", "minDuration"), "door", List.of("boundary", "exit"), "activity",
            List.of("ignoreStates", "confirm"), "level", List.of("on", "off", "minDuration"), "person",
            List.of("map", "minDuration"), "count", List.of("minDuration"));

    @Test
    void everyFileHoldsOnlyWhatBothReleasesRead() {
        assertThat(OhInf.documents()).isNotEmpty().allSatisfy((file, root) -> assertReadable(file, root));
    }

    @TestFactory
    Stream<DynamicTest> filesFitTheSchemas() {
        String property = System.getProperty("openhab.schemas", System.getenv("OPENHAB_SCHEMAS"));
        return OhInf.documents().keySet().stream().map(file -> DynamicTest.dynamicTest(file, () -> {
            assumeTrue(property != null, "there is no folder of openHAB's schemas");
            for (String folder : property.split(java.io.File.pathSeparator)) {
                validate(schema(Path.of(folder), file), OhInf.FOLDER.resolve(file));
            }
        }));
    }

    @Test
    void labelsAreShort() {
        assertThat(OhInf.xmlTexts()).allSatisfy((key, text) -> {
            if (key.endsWith(".label")) {
                assertThat(text).as(key).hasSizeLessThanOrEqualTo(20);
            }
        });
    }

    @Test
    void everythingIsExplained() {
        assertThat(OhInf.xmlTexts().keySet()).filteredOn(key -> key.endsWith(".label")).isNotEmpty().allSatisfy(
                key -> assertThat(OhInf.xmlTexts()).containsKey(key.replaceAll("\\.label$", ".description")));
    }

    @Test
    void tagsAreKnownToBothReleases() {
        OhInf.channelTypes().forEach((id, type) -> OhInf.child(type, "tags").ifPresent(tags -> {
            List<String> names = OhInf.children(tags).map(OhInf::text).toList();
            assertThat(names).as(id).filteredOn(POINT_TAGS::contains).hasSize(1);
            assertThat(names).as(id).filteredOn(PROPERTY_TAGS::contains).hasSize(names.size() - 1);
            assertThat(names).as(id).hasSizeLessThanOrEqualTo(2);
        }));
    }

    @Test
    void thingTypesAreThoseOfTheContract() {
        Map<String, Element> types = OhInf.thingTypes();
        assertThat(types).containsOnlyKeys("home", "location", "person");
        assertThat(types.get("home").getTagName()).isEqualTo("bridge-type");
        assertThat(types.get("location").getTagName()).isEqualTo("bridge-type");
        assertThat(types.get("person").getTagName()).isEqualTo("thing-type");
        assertThat(parents(types.get("home"))).isEmpty();
        assertThat(parents(types.get("location"))).containsExactly("home", "location");
        assertThat(parents(types.get("person"))).containsExactly("home");
    }

    @Test
    void channelsAreThoseOfTheContract() {
        Map<String, Element> types = OhInf.thingTypes();
        for (String location : List.of("home", "location")) {
            assertThat(OhInf.channels(types.get(location)).keySet()).as(location)
                    .containsExactlyElementsOf(LOCATION_CHANNELS);
            assertThat(itemTypes(types.get(location))).as(location).isEqualTo(ITEM_TYPES);
            assertThat(types.get(location).getAttribute("extensible").split(","))
                    .as("\"extensible\" of %s in thing/location.xml", location).containsAll(SOURCES.keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(SourceType.values()).map(SourceType::id).toList());
        }
        assertThat(itemTypes(types.get("person")))
                .isEqualTo(Map.of("location", "String", "home", "Switch", "last-seen", "DateTime"));
        assertThat(OhInf.child(OhInf.channelTypes().get("event"), "kind").map(OhInf::text)).hasValue("trigger");
    }

    @Test
    void onlyWhatTakesCommandsIsWritable() {
        assertThat(OhInf.channelTypes().entrySet())
                .filteredOn(entry -> OhInf.child(entry.getValue(), "item-type").isPresent()
                        && !OhInf.child(entry.getValue(), "state").map(state -> state.getAttribute("readOnly"))
                                .orElse("").equals("true"))
                .extracting(Map.Entry::getKey).containsExactlyInAnyOrder("occupancy", "locked", "lock-mode");
    }

    /** An item must not show what was asked for but what became of it. */
    @Test
    void commandsDoNotChangeTheItemByThemselves() {
        assertThat(List.of("occupancy", "locked", "lock-mode")).allSatisfy(
                id -> assertThat(OhInf.child(OhInf.channelTypes().get(id), "autoUpdatePolicy").map(OhInf::text))
                        .hasValue("veto"));
    }

    /** Users' files name these; there may be more. */
    @Test
    void noSettingOfTheContractIsMissing() {
        List<String> both = List.of("kind", "timeout", "motionTimeout", "presenceTimeout", "timeouts", "linger",
                "warning", "manualTimeout", "lockTimeout", "identityHolds", "vacancy", "stayTimeout", "leaveTimeout",
                "item", "autoSources");
        Map<String, List<String>> own = Map.of("home", List.of("headCount"), "location",
                List.of("strategy", "contributesToParent", "passage", "adjacent"));
        own.forEach((type, settings) -> assertThat(OhInf.parameters(OhInf.thingTypes().get(type)).keySet()).as(type)
                .containsAll(both).containsAll(settings).doesNotContainAnyElementsOf(
                        own.values().stream().filter(other -> other != settings).flatMap(List::stream).toList()));
    }

    /** The form of the home has the settings of a location in a text of its own: they are the same settings. */
    @Test
    void settingsOfTheHomeAreThoseOfALocation() {
        Map<String, Element> location = OhInf.parameters(OhInf.thingTypes().get("location"));
        OhInf.parameters(OhInf.thingTypes().get("home")).forEach((name, parameter) -> {
            Element twin = location.get(name);
            if (twin == null) {
                return;
            }
            for (String attribute : List.of("type", "unit", "multiple", "required")) {
                assertThat(parameter.getAttribute(attribute)).as(name).isEqualTo(twin.getAttribute(attribute));
            }
            for (String part : List.of("default", "context", "limitToOptions", "advanced", "filter")) {
                assertThat(OhInf.child(parameter, part).map(OhInf::text)).as(name)
                        .isEqualTo(OhInf.child(twin, part).map(OhInf::text));
            }
        });
    }

    @Test
    void textsThatAreThoseOfAnotherSettingAreThere() {
        Map<String, String> texts = OhInf.texts("");
        OhInf.configDescriptions().values().stream().flatMap(OhInf::children)
                .flatMap(each -> Stream.of("label", "description").flatMap(part -> OhInf.child(each, part).stream()))
                .map(OhInf::text).filter(text -> text.startsWith(OhInf.REFERENCE))
                .forEach(text -> assertThat(texts).containsKey(text.substring(OhInf.REFERENCE.length())));
    }

    /** What is needed is not hidden. */
    @Test
    void whatIsNeededIsNotAdvanced() {
        Map<String, Element> person = OhInf.parameters(OhInf.channelTypes().get("person"));
        Map<String, Element> home = OhInf.parameters(OhInf.thingTypes().get("home"));
        assertThat(List.of(person.get("occupant"), person.get("map"), person.get("item"), home.get("headCount"),
                home.get("item"), home.get("vacancy")))
                .allSatisfy(parameter -> assertThat(OhInf.child(parameter, "advanced"))
                        .as(parameter.getAttribute("name")).isEmpty());
        assertThat(List.copyOf(person.keySet()).subList(0, 3)).as("at the top of the form").containsExactly("item",
                "occupant", "map");
    }

    /** openHAB stops a thing, and all things in it, for one channel that lacks a setting that is required. */
    @Test
    void noSettingIsRequired() {
        List<Element> all = new ArrayList<>();
        List.of("home", "location").forEach(id -> all.addAll(OhInf.parameters(OhInf.thingTypes().get(id)).values()));
        List<Element> ofSources = OhInf.channelTypes().values().stream()
                .filter(type -> OhInf.child(type, "config-description").isPresent())
                .flatMap(type -> OhInf.parameters(type).values().stream()).toList();
        assertThat(ofSources).isNotEmpty();
        all.addAll(ofSources);
        assertThat(all).allSatisfy(parameter -> assertThat(parameter.getAttribute("required"))
                .as(parameter.getAttribute("name")).isNotEqualTo("true"));
    }

    /** openHAB writes defaults into every new thing, and a timeout that is set means another way to become vacant. */
    @Test
    void whatIsNotSetStaysUnset() {
        Map<String, Element> parameters = OhInf.parameters(OhInf.thingTypes().get("location"));
        assertThat(List.of("vacancy", "timeout", "motionTimeout", "presenceTimeout", "timeouts", "adjacent", "item"))
                .allSatisfy(name -> assertThat(OhInf.child(parameters.get(name), "default")).as(name).isEmpty());
    }

    /**
     * openHAB takes a limit for a promise that the text is a number: "10m" in a file then ends in a stack trace, and
     * what is out of bounds in a sentence that is not ours. The add-on reads and refuses durations by itself.
     */
    @Test
    void numbersHaveNoLimitsThatOpenHabWouldCheck() {
        List<Element> numbers = new ArrayList<>();
        List.of("home", "location")
                .forEach(id -> numbers.addAll(OhInf.parameters(OhInf.thingTypes().get(id)).values()));
        OhInf.channelTypes().values().stream().filter(type -> OhInf.child(type, "config-description").isPresent())
                .forEach(type -> numbers.addAll(OhInf.parameters(type).values()));
        numbers.removeIf(parameter -> !"integer".equals(parameter.getAttribute("type")));
        assertThat(numbers).isNotEmpty().allSatisfy(parameter -> {
            assertThat(parameter.hasAttribute("min")).as(parameter.getAttribute("name")).isFalse();
            assertThat(parameter.hasAttribute("max")).as(parameter.getAttribute("name")).isFalse();
            assertThat(parameter.getAttribute("unit")).as(parameter.getAttribute("name")).isEqualTo("s");
        });
    }

    /**
     * A thing picker shows nothing while the list is empty, and options that are fixed could not list the locations.
     */
    @Test
    void adjacentLocationsAreOfferedByTheAddOnItself() {
        Element adjacent = OhInf.parameters(OhInf.thingTypes().get("location")).get("adjacent");
        assertThat(adjacent.getAttribute("multiple")).isEqualTo("true");
        assertThat(OhInf.child(adjacent, "context")).isEmpty();
        assertThat(OhInf.child(adjacent, "options")).isEmpty();
        assertThat(OhInf.child(adjacent, "limitToOptions").map(OhInf::text)).hasValue("true");
    }

    @Test
    void settingsOfSourcesAreThoseOfTheContract() {
        SOURCES.forEach((id, own) -> {
            Map<String, Element> parameters = OhInf.parameters(OhInf.channelTypes().get(id));
            List<String> settings = new ArrayList<>(own);
            settings.addAll(List.of("item", "timeout", "occupant", "sustainOnly", "activeStates", "invert"));
            assertThat(parameters.keySet()).as(id).containsAll(settings);
            Set<String> read = new TreeSet<>(SourceType.fromId(id).settings());
            read.remove("id");
            read.add("item");
            assertThat(parameters.keySet()).as(id).containsExactlyInAnyOrderElementsOf(read);
        });
    }

    @Test
    void referencesLeadSomewhere() {
        Map<String, Element> channelTypes = OhInf.channelTypes();
        Set<String> used = new TreeSet<>();
        OhInf.thingTypes().forEach((id, type) -> {
            if (type.hasAttribute("extensible")) {
                used.addAll(List.of(type.getAttribute("extensible").split(",")));
            }
            assertThat(channelTypes.keySet()).as(id).containsAll(OhInf.channels(type).values());
            used.addAll(OhInf.channels(type).values());
            assertThat(OhInf.thingTypes().keySet()).as(id).containsAll(parents(type));
            assertThat(OhInf.parameters(type).keySet()).as(id)
                    .contains(OhInf.child(type, "representation-property").map(OhInf::text).orElseThrow());
        });
        assertThat(channelTypes.keySet()).as("a channel type that nothing uses").isEqualTo(used);
        OhInf.configDescriptions().forEach((uri, config) -> {
            List<String> groups = OhInf.children(config).filter(each -> "parameter-group".equals(each.getTagName()))
                    .map(each -> each.getAttribute("name")).toList();
            assertThat(OhInf.children(config).map(each -> each.getAttribute("groupName")).filter(g -> !g.isEmpty())
                    .distinct()).as(uri).containsExactlyElementsOf(groups);
        });
    }

    /** A thing that was stored before the add-on had started has no channels: the first update gives it all of them. */
    @Test
    void updateInstructionsLeadToWhatTheThingTypesAre() {
        Element updates = OhInf.documents().get("update/instructions.xml");
        Map<String, Element> byType = OhInf.children(updates)
                .collect(toMap(each -> each.getAttribute("uid").replace("occupancy:", ""), each -> each));
        assertThat(byType.keySet()).isEqualTo(OhInf.thingTypes().keySet());
        OhInf.thingTypes().forEach((id, type) -> {
            Map<String, String> channels = new java.util.LinkedHashMap<>();
            int version = 0;
            for (Element set : OhInf.children(byType.get(id)).toList()) {
                int next = Integer.parseInt(set.getAttribute("targetVersion"));
                assertThat(next).isGreaterThan(version);
                version = next;
                OhInf.children(set).forEach(each -> {
                    if ("remove-channel".equals(each.getTagName())) {
                        channels.remove(each.getAttribute("id"));
                    } else {
                        channels.put(each.getAttribute("id"),
                                OhInf.child(each, "type").map(OhInf::text).orElseThrow().replace("occupancy:", ""));
                    }
                });
            }
            assertThat(channels).as(id).isEqualTo(OhInf.channels(type));
            assertThat(OhInf.child(type, "properties")
                    .flatMap(properties -> OhInf.children(properties)
                            .filter(each -> "thingTypeVersion".equals(each.getAttribute("name"))).findFirst())
                    .map(OhInf::text)).as(id).hasValue(Integer.toString(version));
        });
    }

    private static void assertReadable(String file, Element element) {
        String name = element.getTagName();
        String key = file.startsWith("update/") && name.equals("thing-type") ? "update/" + name : name;
        List<String> attributes = Arrays.asList(ATTRIBUTES.getOrDefault(key, "").split(" "));
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            if (!attribute.getName().startsWith("xmlns") && !attribute.getName().startsWith("xsi:")) {
                assertThat(attributes).as("%s: attributes of %s", file, name).contains(attribute.getName());
            }
        }
        List<String> children = OhInf.children(element).map(Element::getTagName).toList();
        if (children.isEmpty()) {
            return;
        }
        String content = CONTENT.get(key);
        assertThat(content).as("%s: %s has children", file, name).isNotNull();
        boolean anyOrder = content.startsWith("{");
        List<String> allowed = Stream.of(content.replaceAll("[{}]", "").strip().split(" ")).toList();
        List<String> seen = new ArrayList<>();
        int position = 0;
        for (String child : children) {
            Optional<String> match = allowed.stream().filter(each -> each.replace("*", "").equals(child)).findFirst();
            assertThat(match).as("%s: %s in %s", file, child, name).isPresent();
            assertThat(match.get().endsWith("*") || !seen.contains(child)).as("%s: %s twice in %s", file, child, name)
                    .isTrue();
            int next = allowed.indexOf(match.get());
            assertThat(anyOrder || next >= position).as("%s: %s is too late in %s", file, child, name).isTrue();
            position = next;
            seen.add(child);
        }
        OhInf.children(element).forEach(child -> assertReadable(file, child));
    }

    private static Path schema(Path folder, String file) throws IOException {
        String name = Map.of("addon", "addon", "config", "config-description", "thing", "thing-description", "update",
                "update-description").get(file.substring(0, file.indexOf('/'))) + "-1.0.0.xsd";
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(each -> each.endsWith(name)).findFirst().orElseThrow();
        }
    }

    private static void validate(Path schema, Path file) throws SAXException, IOException {
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(schema.toFile()).newValidator()
                .validate(new StreamSource(file.toFile()));
    }

    private static List<String> parents(Element type) {
        return OhInf.child(type, "supported-bridge-type-refs").stream().flatMap(OhInf::children)
                .map(each -> each.getAttribute("id")).toList();
    }

    private static Map<String, String> itemTypes(Element thingType) {
        Map<String, Element> channelTypes = OhInf.channelTypes();
        return OhInf.channels(thingType).entrySet().stream()
                .filter(each -> OhInf.child(channelTypes.get(each.getValue()), "item-type").isPresent())
                .collect(toMap(Map.Entry::getKey,
                        each -> OhInf.text(OhInf.child(channelTypes.get(each.getValue()), "item-type").orElseThrow())));
    }
}
