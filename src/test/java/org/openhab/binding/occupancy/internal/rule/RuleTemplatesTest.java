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
package org.openhab.binding.occupancy.internal.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.openhab.binding.occupancy.internal.rule.RuleBench.HOME;
import static org.openhab.binding.occupancy.internal.rule.RuleBench.KITCHEN;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.core.automation.template.RuleTemplate;
import org.openhab.core.automation.type.ModuleType;
import org.openhab.core.config.core.ConfigDescriptionParameter;
import org.openhab.core.config.core.Configuration;
import org.openhab.core.config.core.ParameterOption;
import org.openhab.core.library.types.DecimalType;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.library.types.StringType;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingTypeUID;
import org.openhab.core.thing.ThingUID;

@DisplayName("Rules for the usual jobs, made by filling in a form")
class RuleTemplatesTest {

    private final RuleBench bench = new RuleBench();

    @Test
    void theLightGoesOnDimsIsSavedAndGoesOff() {
        bench.openHab.item("Lamp", "Dimmer", new DecimalType(0));
        bench.rule("occupancy:light", Map.of("location", KITCHEN, "lamp", "Lamp", "dimmedTo", 10));

        bench.move();
        assertThat(bench.commands).containsExactly("Lamp=ON");
        bench.openHab.setSilently("Lamp", new DecimalType(80));
        bench.pass(Duration.ofSeconds(545));
        assertThat(bench.commands).containsExactly("Lamp=ON", "Lamp=10");
        bench.openHab.setSilently("Lamp", new DecimalType(10));
        bench.move();
        assertThat(bench.commands).containsExactly("Lamp=ON", "Lamp=10", "Lamp=80");
        bench.openHab.setSilently("Lamp", new DecimalType(80));
        bench.pass(Duration.ofMinutes(11));
        assertThat(bench.commands).containsExactly("Lamp=ON", "Lamp=10", "Lamp=80", "Lamp=10", "Lamp=OFF");
    }

    @Test
    void aLampThatOnlySwitchesStaysOnUntilTheEnd() {
        bench.openHab.item("Lamp", "Switch", OnOffType.OFF);
        bench.rule("occupancy:light", Map.of("location", KITCHEN, "lamp", "Lamp"));
        bench.move();
        bench.openHab.setSilently("Lamp", OnOffType.ON);
        bench.pass(Duration.ofMinutes(11));
        assertThat(bench.commands).containsExactly("Lamp=ON", "Lamp=OFF");
    }

    @Test
    void aLampThatIsAsDarkAlreadyIsNotDimmed() {
        bench.openHab.item("Lamp", "Dimmer", new DecimalType(20));
        bench.rule("occupancy:light", Map.of("location", KITCHEN, "lamp", "Lamp"));
        bench.move();
        bench.pass(Duration.ofSeconds(545));
        assertThat(bench.commands).isEmpty();
    }

    @Test
    void whoSwitchesTheDimmedLampOffIsLeftInTheDark() {
        bench.openHab.item("Lamp", "Dimmer", new DecimalType(80));
        bench.rule("occupancy:light", Map.of("location", KITCHEN, "lamp", "Lamp"));
        bench.move();
        bench.pass(Duration.ofSeconds(545));
        assertThat(bench.commands).containsExactly("Lamp=20");
        bench.openHab.setSilently("Lamp", new DecimalType(0));
        bench.move();
        assertThat(bench.commands).containsExactly("Lamp=20");
    }

    @Test
    void aColourIsDimmedByItsBrightness() {
        bench.openHab.item("Lamp", "Color", new StringType("120,100,60"));
        bench.rule("occupancy:light", Map.of("location", KITCHEN, "lamp", "Lamp"));
        bench.move();
        bench.pass(Duration.ofSeconds(545));
        bench.move();
        assertThat(bench.commands).containsExactly("Lamp=20", "Lamp=60");
    }

    @Test
    void noLightByDay() {
        bench.openHab.item("Lamp", "Switch", OnOffType.OFF);
        bench.openHab.item("Lux", "Number", new DecimalType(800));
        bench.rule("occupancy:light", Map.of("location", KITCHEN, "lamp", "Lamp", "darkItem", "Lux"));
        bench.move();
        bench.pass(Duration.ofMinutes(11));
        assertThat(bench.commands).isEmpty();
        bench.openHab.setSilently("Lux", new DecimalType(8));
        bench.move();
        assertThat(bench.commands).containsExactly("Lamp=ON");
    }

    @Test
    void whoeverSitsThereWhenItBecomesDarkGetsLight() {
        bench.openHab.item("Lamp", "Switch", OnOffType.OFF);
        bench.openHab.item("Lux", "Number", new DecimalType(800));
        bench.rule("occupancy:light", Map.of("location", KITCHEN, "lamp", "Lamp", "darkItem", "Lux"));
        bench.openHab.setSilently("Lamp", OnOffType.ON);
        bench.change("Lux", new DecimalType(8));
        assertThat(bench.commands).as("a lamp that is on in an empty room is left alone").isEmpty();
        bench.openHab.setSilently("Lamp", OnOffType.OFF);
        bench.change("Lux", new DecimalType(800));
        bench.move();
        assertThat(bench.commands).isEmpty();
        bench.change("Lux", new DecimalType(8));
        assertThat(bench.commands).containsExactly("Lamp=ON");
    }

    @Test
    void whoSwitchesTheLampOffIsLeftInTheDark() {
        bench.openHab.item("Lamp", "Dimmer", new DecimalType(0));
        bench.rule("occupancy:light", Map.of("location", KITCHEN, "lamp", "Lamp"));
        bench.move();
        bench.pass(Duration.ofSeconds(545));
        bench.move();
        assertThat(bench.commands).containsExactly("Lamp=ON");
    }

    @Test
    void theHeatingIsSetBackAfterAWhile() {
        bench.openHab.item("Setpoint", "Number:Temperature", new DecimalType(18));
        bench.rule("occupancy:heating",
                Map.of("location", KITCHEN, "item", "Setpoint", "whileOccupied", "21,5", "whenVacant", "16"));
        bench.move();
        assertThat(bench.commands).containsExactly("Setpoint=21.5");
        bench.pass(Duration.ofMinutes(39));
        assertThat(bench.commands).hasSize(1);
        bench.pass(Duration.ofMinutes(2));
        assertThat(bench.commands).containsExactly("Setpoint=21.5", "Setpoint=16");
    }

    @Test
    void everybodyHasLeft() {
        bench.openHab.item("Lamp", "Switch", OnOffType.ON);
        bench.openHab.item("Fan", "Dimmer", new DecimalType(40));
        bench.rule("occupancy:away", Map.of("location", HOME, "items", List.of("Lamp", "Fan")));
        bench.move();
        bench.pass(Duration.ofMinutes(14));
        assertThat(bench.commands).isEmpty();
        bench.pass(Duration.ofMinutes(2));
        assertThat(bench.commands).containsExactly("Lamp=OFF", "Fan=OFF");
    }

    @Test
    void welcomeHomeInTheDarkOnly() {
        bench.openHab.item("Lamp", "Switch", OnOffType.OFF);
        bench.openHab.item("Night", "Switch", OnOffType.OFF);
        bench.rule("occupancy:welcome",
                Map.of("location", HOME, "items", List.of("Lamp"), "person", "Anna", "darkItem", "Night"));
        bench.openHab.send("Phone", OnOffType.ON);
        assertThat(bench.commands).isEmpty();
        bench.openHab.send("Phone", OnOffType.OFF);
        bench.openHab.setSilently("Night", OnOffType.ON);
        bench.move();
        assertThat(bench.commands).isEmpty();
        bench.openHab.send("Phone", OnOffType.ON);
        assertThat(bench.commands).containsExactly("Lamp=ON");
    }

    @Test
    void formsOfferTheLocationsOfTheMomentWhateverTheyAreCalled() {
        bench.set("occupancy:location:h:odd", HOME, "<b>\"Bad\"</b> & \u05DE\u05E7 \uD83D\uDEC1", List.of());
        bench.openHab.run();
        RuleTemplate light = new RuleTemplates(bench.forms()).getTemplate("occupancy:light", Locale.ENGLISH);
        ConfigDescriptionParameter location = light.getConfigurationDescriptions().get(0);
        assertThat(location.getLimitToOptions()).isTrue();
        assertThat(light.getConfigurationDescriptions().get(1).getFilterCriteria()).singleElement()
                .satisfies(filter -> assertThat(filter.getValue()).isEqualTo("Switch,Dimmer,Color,Group"));
        assertThat(location.getOptions()).extracting(ParameterOption::getLabel).containsExactlyInAnyOrder("House",
                "Kitchen", "\u2039b\u203A\"Bad\"\u2039/b\u203A + \u05DE\u05E7 \uD83D\uDEC1");
    }

    @Test
    void formsOfferThePeopleAndSayWhatHasToBeGiven() {
        for (String name : List.of("Marla", "Anna")) {
            Thing person = mock(Thing.class);
            when(person.getUID()).thenReturn(new ThingUID("occupancy:person:" + name.toLowerCase()));
            when(person.getThingTypeUID()).thenReturn(new ThingTypeUID("occupancy:person"));
            when(person.getLabel()).thenReturn(name);
            when(person.getConfiguration()).thenReturn(new Configuration());
            bench.openHab.addThing(person);
        }
        bench.openHab.addThing("occupancy:location:h:attic");

        assertThat(options("occupancy.arrives", "person")).containsExactly("Anna", "Marla");
        assertThat(options("occupancy.lock", "mode")).containsExactly("Does not become vacant",
                "Does not become occupied", "Stays as it is");
        assertThat(options("occupancy.tell", "say")).containsExactly("Somebody is there", "Nobody is there");
        assertThat(options("occupancy.switch", "command")).containsExactly("Switch on", "Switch off");
        assertThat(setting("occupancy.switch", "items").isMultiple()).isTrue();
        assertThat(setting("occupancy.light", "lamp").isMultiple()).isFalse();
        assertThat(setting("occupancy.vacant", "location").isRequired()).isTrue();
        assertThat(setting("occupancy.arrives", "location").isRequired()).isFalse();
        assertThat(setting("occupancy.arrives", "location").getDescription()).endsWith("Not set: the whole home.");
        assertThat(setting("occupancy.vacant", "location").getDescription()).doesNotContain("Not set");
    }

    private ConfigDescriptionParameter setting(String type, String name) {
        return new RuleModuleTypes(bench.forms()).<ModuleType> getModuleType(type, Locale.ENGLISH)
                .getConfigurationDescriptions().stream().filter(each -> each.getName().equals(name)).findFirst()
                .orElseThrow();
    }

    private List<String> options(String type, String name) {
        return setting(type, name).getOptions().stream().map(ParameterOption::getLabel).toList();
    }

    /** openHAB keeps what it is given at the start and copies its settings, as they are then, into each rule. */
    @Test
    void whatOpenHabHasKeptSinceTheStartKnowsALocationOfLater() {
        RuleTemplate template = new RuleTemplates(bench.forms()).getAll().stream()
                .filter(each -> each.getUID().equals("occupancy:light")).findFirst().orElseThrow();
        ModuleType type = new RuleModuleTypes(bench.forms()).getAll().stream()
                .filter(each -> each.getUID().equals("occupancy.vacant")).findFirst().orElseThrow();
        bench.set("occupancy:location:h:attic", HOME, "Attic", List.of());
        bench.openHab.run();
        assertThat(template.getConfigurationDescriptions().get(0).getOptions()).extracting(ParameterOption::getLabel)
                .contains("Attic");
        assertThat(type.getConfigurationDescriptions().get(0).getOptions()).extracting(ParameterOption::getLabel)
                .contains("Attic");
    }

    @Test
    void formsSpeakTheLanguageOfTheReader() {
        RuleModuleTypes types = new RuleModuleTypes(bench.forms());
        assertThat(types.<ModuleType> getModuleType("occupancy.vacant", Locale.ENGLISH).getLabel())
                .isEqualTo("a location becomes vacant");
        assertThat(types.<ModuleType> getModuleType("occupancy.vacant", Locale.GERMAN).getLabel())
                .isEqualTo("ein Ort wird frei");
        assertThat(types.<ModuleType> getModuleType("occupancy.nothing", null)).isNull();
        assertThat(new RuleTemplates(bench.forms()).getTemplate("occupancy:light", Locale.GERMAN).getLabel())
                .isEqualTo("Licht nach Belegung");
    }

    /** A key without a text would be shown as it is. */
    @Test
    void everyTextIsThereAndNoSettingOfATemplateIsForNothing() {
        Collection<ModuleType> types = new RuleModuleTypes(bench.forms()).getModuleTypes(Locale.GERMAN);
        assertThat(types).hasSize(ModuleKind.values().length).allSatisfy(type -> {
            assertThat(type.getLabel()).doesNotContain("rule.");
            assertThat(type.getDescription()).isNotBlank().doesNotContain("rule.");
            whole(type.getConfigurationDescriptions());
        });
        assertThat(new RuleTemplates(bench.forms()).getTemplates(Locale.GERMAN)).hasSize(4).allSatisfy(template -> {
            assertThat(template.getLabel() + template.getDescription()).doesNotContain("rule.");
            whole(template.getConfigurationDescriptions());
            Set<String> passedOn = new HashSet<>();
            template.getTriggers().forEach(each -> passedOn.addAll(each.getConfiguration().getProperties().keySet()));
            template.getConditions().forEach(each -> passedOn.addAll(each.getConfiguration().getProperties().keySet()));
            template.getActions().forEach(each -> passedOn.addAll(each.getConfiguration().getProperties().keySet()));
            passedOn.remove("command");
            assertThat(template.getConfigurationDescriptions()).extracting(ConfigDescriptionParameter::getName)
                    .containsExactlyInAnyOrderElementsOf(passedOn);
            template.getTriggers().forEach(each -> assertThat(ModuleKind.of(each.getTypeUID())).isNotNull());
        });
    }

    private static void whole(List<ConfigDescriptionParameter> parameters) {
        assertThat(parameters).allSatisfy(parameter -> {
            assertThat(parameter.getLabel()).isNotBlank().doesNotContain("rule.");
            assertThat(parameter.getDescription()).isNotBlank().doesNotContain("rule.");
            assertThat(parameter.getOptions()).extracting(ParameterOption::getLabel)
                    .noneMatch(label -> label.contains("rule."));
        });
    }
}
