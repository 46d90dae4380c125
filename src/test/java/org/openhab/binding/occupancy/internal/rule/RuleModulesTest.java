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
import static org.openhab.binding.occupancy.internal.rule.RuleBench.HOME;
import static org.openhab.binding.occupancy.internal.rule.RuleBench.KITCHEN;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.service.Logged;
import org.openhab.core.automation.handler.ModuleHandler;
import org.openhab.core.automation.type.ModuleType;
import org.openhab.core.automation.util.TriggerBuilder;
import org.openhab.core.library.types.DecimalType;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.library.types.StringType;
import org.openhab.core.types.UnDefType;

@DisplayName("What rules without code are made of")
class RuleModulesTest {

    private final RuleBench bench = new RuleBench();

    private List<Object> locations() {
        return bench.fired.stream().map(outputs -> (Object) outputs.get("label")).toList();
    }

    private List<Object> people() {
        return bench.fired.stream().map(outputs -> (Object) outputs.get("person")).toList();
    }

    @Test
    void aLocationBecomesOccupied() {
        bench.trigger(ModuleKind.OCCUPIED, "location", KITCHEN);
        bench.move();
        bench.move();
        assertThat(bench.fired).singleElement()
                .isEqualTo(Map.of("location", KITCHEN, "label", "Kitchen", "person", ""));
        bench.pass(Duration.ofMinutes(11));
        bench.move();
        assertThat(bench.fired).hasSize(2);
    }

    @Test
    void aLocationBecomesVacant() {
        bench.trigger(ModuleKind.VACANT, "location", KITCHEN);
        bench.move();
        bench.pass(Duration.ofMinutes(9));
        assertThat(bench.fired).isEmpty();
        bench.pass(Duration.ofMinutes(2));
        assertThat(locations()).containsExactly("Kitchen");
    }

    @Test
    void locationsInsideCountOnlyIfAskedFor() {
        bench.trigger(ModuleKind.OCCUPIED, "location", HOME);
        bench.move();
        assertThat(locations()).containsExactly("House");

        bench.fired.clear();
        bench.trigger(ModuleKind.VACANT, "location", HOME, "inside", true);
        bench.pass(Duration.ofMinutes(11));
        assertThat(locations()).containsExactlyInAnyOrder("House", "Kitchen");
    }

    @Test
    void whatLiesInARoomOfTheHomeLiesInTheHomeToo() {
        bench.set("occupancy:location:kitchen:pantry", KITCHEN, "Pantry", List.of());
        bench.openHab.run();
        bench.trigger(ModuleKind.OCCUPIED, "location", HOME, "inside", true);
        bench.act(ModuleKind.TELL, "location", "occupancy:location:kitchen:pantry", "say", "OCCUPIED");
        assertThat(locations()).containsExactlyInAnyOrder("House", "Kitchen", "Pantry");

        bench.pass(Duration.ofDays(1));
        bench.fired.clear();
        bench.trigger(ModuleKind.VACANT, "location", "occupancy:location:kitchen:pantry", "inside", true);
        bench.move();
        bench.pass(Duration.ofMinutes(11));
        assertThat(locations()).as("what lies around it does not count").doesNotContain("Pantry")
                .containsExactlyInAnyOrder("House", "Kitchen");
    }

    @Test
    void aWarningAndItsEnd() {
        bench.trigger(ModuleKind.VACANT_SOON, "location", KITCHEN);
        bench.trigger(ModuleKind.STAYS, "location", KITCHEN);
        bench.move();
        bench.pass(Duration.ofSeconds(541));
        assertThat(bench.fired).hasSize(1);
        bench.move();
        assertThat(bench.fired).hasSize(2);
        bench.pass(Duration.ofMinutes(11));
        assertThat(bench.fired).hasSize(3);
    }

    @Test
    void whatEndsTooSoonDoesNotLast() {
        bench.trigger(ModuleKind.VACANT, "location", KITCHEN, "forAtLeast", "5m");
        bench.move();
        bench.pass(Duration.ofMinutes(14));
        bench.move();
        assertThat(bench.fired).isEmpty();
        bench.pass(Duration.ofMinutes(16));
        assertThat(bench.fired).hasSize(1);
        bench.pass(Duration.ofHours(1));
        assertThat(bench.fired).hasSize(1);
    }

    @Test
    void occupiedForAWhileIsNotOccupiedForAMoment() {
        bench.trigger(ModuleKind.OCCUPIED, "location", KITCHEN, "forAtLeast", 900);
        bench.move();
        bench.pass(Duration.ofMinutes(12));
        bench.move();
        bench.pass(Duration.ofMinutes(9));
        bench.move();
        assertThat(bench.fired).isEmpty();
        bench.pass(Duration.ofMinutes(7));
        assertThat(bench.fired).hasSize(1);
    }

    @Test
    void whatHasLastedForAWhileGoesOnWhenARuleIsMade() {
        bench.move();
        bench.pass(Duration.ofMinutes(13));
        bench.trigger(ModuleKind.VACANT, "location", KITCHEN, "forAtLeast", "5m");
        bench.pass(Duration.ofMinutes(3));
        assertThat(locations()).containsExactly("Kitchen");

        bench.fired.clear();
        bench.trigger(ModuleKind.VACANT, "location", KITCHEN, "forAtLeast", "5m");
        bench.pass(Duration.ofHours(1));
        assertThat(bench.fired).as("it has lasted that long before the rule was there").isEmpty();
    }

    @Test
    void whatIsNotSoWhenARuleIsMadeDoesNotGoOn() {
        bench.move();
        bench.pass(Duration.ofMinutes(1));
        bench.trigger(ModuleKind.VACANT, "location", KITCHEN, "forAtLeast", "5m");
        bench.pass(Duration.ofMinutes(8));
        assertThat(bench.fired).as("it is occupied").isEmpty();

        bench.pass(Duration.ofHours(1));
        bench.fired.clear();
        bench.move();
        bench.pass(Duration.ofMinutes(11));
        bench.trigger(ModuleKind.OCCUPIED, "location", KITCHEN, "forAtLeast", "3m");
        bench.pass(Duration.ofMinutes(3));
        assertThat(bench.fired).as("it is vacant").isEmpty();
    }

    /** openHAB may start a rule before the thing that it is about. */
    @Test
    void whatHasLastedForAWhileGoesOnWhenItsLocationComesLaterThanTheRule() {
        bench.move();
        bench.pass(Duration.ofMinutes(13));
        bench.openHab.deactivate();
        bench.openHab.activate();
        bench.makeModules();
        bench.trigger(ModuleKind.VACANT, "location", KITCHEN, "forAtLeast", "5m");
        bench.house();
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.fired).isEmpty();
        bench.pass(Duration.ofMinutes(2));
        assertThat(locations()).containsExactly("Kitchen");
    }

    @Test
    void nothingIsLeftOfARuleThatIsRemovedWhileItWaits() {
        int before = bench.openHab.held();
        ModuleHandler handler = bench.trigger(ModuleKind.VACANT, "location", KITCHEN, "forAtLeast", "5m");
        bench.move();
        bench.pass(Duration.ofMinutes(12));
        bench.modules.ungetHandler(TriggerBuilder.create().withId("t").withTypeUID("x").build(), "a-rule", handler);
        assertThat(bench.openHab.held()).isEqualTo(before);
        bench.pass(Duration.ofHours(1));
        bench.move();
        bench.pass(Duration.ofHours(1));
        assertThat(bench.fired).isEmpty();
    }

    @Test
    void nothingIsLeftWhenTheAddOnStopsWhileARuleWaits() {
        int before = bench.openHab.held();
        bench.trigger(ModuleKind.VACANT, "location", KITCHEN, "forAtLeast", "5m");
        bench.move();
        bench.pass(Duration.ofMinutes(12));
        bench.modules.deactivate();
        assertThat(bench.openHab.held()).isEqualTo(before);
        bench.pass(Duration.ofHours(1));
        assertThat(bench.fired).isEmpty();
    }

    @Test
    void peopleComeAndGo() {
        bench.trigger(ModuleKind.ARRIVES);
        bench.trigger(ModuleKind.LEAVES, "person", "anna");
        bench.openHab.send("Phone", OnOffType.ON);
        assertThat(people()).containsExactly("Anna");
        bench.openHab.send("Guest", OnOffType.ON);
        assertThat(people()).containsExactly("Anna", "Ben");
        bench.openHab.send("Guest", OnOffType.OFF);
        bench.openHab.send("Phone", OnOffType.OFF);
        assertThat(people()).containsExactly("Anna", "Ben", "Anna");
        assertThat(locations()).as("the whole home").containsOnly("House");
    }

    @Test
    void whoComesBackSoonHasNotLeftForAWhile() {
        bench.trigger(ModuleKind.LEAVES, "person", "Anna", "forAtLeast", "5m");
        bench.openHab.send("Phone", OnOffType.ON);
        bench.openHab.send("Phone", OnOffType.OFF);
        bench.pass(Duration.ofMinutes(3));
        bench.openHab.send("Phone", OnOffType.ON);
        bench.pass(Duration.ofMinutes(10));
        assertThat(bench.fired).isEmpty();
    }

    @Test
    void somebodyUnknownArrivesToo() {
        bench.trigger(ModuleKind.ARRIVES);
        bench.trigger(ModuleKind.ARRIVES, "person", "Anna");
        bench.move();
        assertThat(people()).containsExactly("");
    }

    @Test
    void whoIsGoneSoonHasNotArrivedForAWhile() {
        bench.trigger(ModuleKind.ARRIVES, "person", "Anna", "location", KITCHEN, "forAtLeast", "1m");
        bench.openHab.send("Phone", OnOffType.ON);
        bench.pass(Duration.ofSeconds(30));
        bench.openHab.send("Phone", OnOffType.OFF);
        bench.pass(Duration.ofMinutes(5));
        assertThat(bench.fired).isEmpty();
        bench.openHab.send("Phone", OnOffType.ON);
        bench.pass(Duration.ofSeconds(61));
        assertThat(people()).containsExactly("Anna");
    }

    @Test
    void whoCameAWhileBeforeARestartGoesOnHavingArrived() {
        bench.openHab.send("Guest", OnOffType.ON);
        bench.pass(Duration.ofMinutes(10));
        bench.openHab.send("Phone", OnOffType.ON);
        bench.pass(Duration.ofMinutes(3));
        bench.trigger(ModuleKind.ARRIVES, "location", KITCHEN, "forAtLeast", "5m");
        bench.pass(Duration.ofSeconds(119));
        assertThat(bench.fired).isEmpty();
        bench.pass(Duration.ofSeconds(2));
        assertThat(people()).as("Ben came long before").containsExactly("Anna");
    }

    @Test
    void whoWentAWhileBeforeARestartGoesOnHavingLeft() {
        bench.openHab.send("Phone", OnOffType.ON);
        bench.openHab.send("Guest", OnOffType.ON);
        bench.pass(Duration.ofMinutes(3));
        bench.openHab.send("Phone", OnOffType.OFF);
        bench.openHab.send("Guest", OnOffType.OFF);
        bench.pass(Duration.ofMinutes(3));
        bench.trigger(ModuleKind.LEAVES, "location", KITCHEN, "person", "anna", "forAtLeast", "5m");
        bench.pass(Duration.ofMinutes(2));
        assertThat(people()).containsExactly("Anna");
    }

    @Test
    void darknessFallsWhileSomebodyIsThere() {
        bench.openHab.item("Lux", "Number:Illuminance", new DecimalType(200));
        bench.trigger(ModuleKind.BECOMES_DARK, "location", KITCHEN, "darkItem", "Lux", "darkBelow", 100);
        bench.change("Lux", new DecimalType(50));
        assertThat(bench.fired).as("nobody is there").isEmpty();
        bench.change("Lux", new DecimalType(150));
        bench.move();
        bench.change("Pir", OnOffType.ON);
        bench.change("Lux", new DecimalType(120));
        assertThat(bench.fired).isEmpty();
        bench.change("Lux", new DecimalType(80));
        assertThat(locations()).containsExactly("Kitchen");
        bench.change("Lux", new DecimalType(60));
        bench.change("Lux", UnDefType.UNDEF);
        bench.change("Lux", new DecimalType(70));
        assertThat(bench.fired).as("it was dark before").hasSize(1);
        bench.change("Lux", new DecimalType(101));
        bench.change("Lux", UnDefType.UNDEF);
        assertThat(bench.fired).as("who knows").hasSize(1);
        bench.change("Lux", new DecimalType(99));
        assertThat(bench.fired).hasSize(2);
    }

    @Test
    void withoutAnItemThatTellsItNeverFalls() {
        bench.trigger(ModuleKind.BECOMES_DARK, "location", KITCHEN, "darkItem", "");
        bench.trigger(ModuleKind.BECOMES_DARK, "location", KITCHEN, "darkItem", "Nothing");
        bench.move();
        bench.change("Pir", OnOffType.ON);
        assertThat(bench.fired).isEmpty();
    }

    @Test
    void conditionsSayWhatIsSo() {
        assertThat(bench.isSo(ModuleKind.IS_VACANT, "location", KITCHEN)).isTrue();
        assertThat(bench.isSo(ModuleKind.NOBODY_HOME)).isTrue();
        bench.openHab.send("Phone", OnOffType.ON);
        assertThat(bench.isSo(ModuleKind.IS_OCCUPIED, "location", KITCHEN)).isTrue();
        assertThat(bench.isSo(ModuleKind.IS_VACANT, "location", KITCHEN)).isFalse();
        assertThat(bench.isSo(ModuleKind.NOBODY_HOME)).isFalse();
        assertThat(bench.isSo(ModuleKind.IS_HERE, "person", "ANNA")).isTrue();
        assertThat(bench.isSo(ModuleKind.IS_HERE, "person", "Anna", "location", KITCHEN)).isTrue();
        assertThat(bench.isSo(ModuleKind.IS_HERE, "person", "Ben")).isFalse();
        assertThat(bench.isSo(ModuleKind.IS_OCCUPIED, "location", KITCHEN, "forAtLeast", "10m")).isFalse();
        bench.pass(Duration.ofMinutes(11));
        assertThat(bench.isSo(ModuleKind.IS_OCCUPIED, "location", KITCHEN, "forAtLeast", "10m")).isTrue();
        assertThat(bench.isSo(ModuleKind.IS_OCCUPIED, "location", KITCHEN, "forAtLeast", new BigDecimal("660.0")))
                .as("openHAB keeps numbers with a decimal").isTrue();
        assertThat(bench.isSo(ModuleKind.IS_OCCUPIED, "location", KITCHEN, "forAtLeast", new BigDecimal("720.0")))
                .isFalse();
        assertThat(bench.isSo(ModuleKind.IS_HERE)).as("who").isFalse();
        assertThat(bench.isSo(ModuleKind.IS_HERE, "person", "Anna", "location", "gone")).isFalse();
    }

    @Test
    void aHomeThatShowsNobodyIsEmptyWhateverItsRoomsShow() {
        bench.openHab.lock(HOME, "holiday", "KEEP_VACANT");
        bench.move();
        assertThat(bench.isSo(ModuleKind.IS_OCCUPIED, "location", KITCHEN)).isTrue();
        assertThat(bench.isSo(ModuleKind.NOBODY_HOME)).isTrue();
    }

    @Test
    void itIsDarkAsAnItemSays() {
        bench.openHab.item("Lux", "Number:Illuminance", new DecimalType(60));
        bench.openHab.item("Night", "Switch", OnOffType.OFF);
        assertThat(bench.isSo(ModuleKind.IS_DARK)).isTrue();
        assertThat(bench.isSo(ModuleKind.IS_DARK, "darkItem", "{{darkItem}}")).isTrue();
        assertThat(bench.isSo(ModuleKind.IS_DARK, "darkItem", "Lux", "darkBelow", 50)).isFalse();
        assertThat(bench.isSo(ModuleKind.IS_DARK, "darkItem", "Lux", "darkBelow", 61)).isTrue();
        assertThat(bench.isSo(ModuleKind.IS_DARK, "darkItem", "Lux", "darkBelow", 60)).as("not below").isFalse();
        assertThat(bench.isSo(ModuleKind.IS_DARK, "darkItem", "Lux")).as("below 100").isTrue();
        assertThat(Logged.during(() -> assertThat(bench.isSo(ModuleKind.IS_DARK, "darkItem", "Lux", "darkBelow", "dim"))
                .as("below 100").isTrue())).singleElement().asString()
                .contains("the setting Dark Below: dim is no number; 100.0 is taken");
        assertThat(bench.isSo(ModuleKind.IS_DARK, "darkItem", "Night")).isFalse();
        bench.openHab.setSilently("Night", OnOffType.ON);
        assertThat(bench.isSo(ModuleKind.IS_DARK, "darkItem", "Night")).isTrue();
    }

    @Test
    void locksAndWhatIsSaid() {
        bench.move();
        bench.act(ModuleKind.LOCK, "location", KITCHEN, "mode", "KEEP_OCCUPIED", "endsAfter", "2h");
        bench.pass(Duration.ofMinutes(100));
        assertThat(bench.openHab.service().location(KITCHEN)).satisfies(view -> {
            assertThat(view.lockMode()).isEqualTo(LockMode.KEEP_OCCUPIED);
            assertThat(view.state().occupied()).isTrue();
        });
        bench.act(ModuleKind.UNLOCK, "location", KITCHEN);
        assertThat(bench.openHab.service().location(KITCHEN).locked()).isFalse();
        assertThat(bench.openHab.service().location(KITCHEN).state().occupied()).isFalse();
        bench.act(ModuleKind.TELL, "location", KITCHEN, "say", "OCCUPIED");
        assertThat(bench.openHab.service().location(KITCHEN).state().occupied()).isTrue();
        bench.act(ModuleKind.TELL, "location", KITCHEN, "say", "VACANT");
        assertThat(bench.openHab.service().location(KITCHEN).state().occupied()).isFalse();
    }

    @Test
    void aLockEndsWhenItSays() {
        bench.act(ModuleKind.LOCK, "location", KITCHEN, "mode", "KEEP_VACANT", "endsAfter", "1h");
        bench.pass(Duration.ofMinutes(61));
        assertThat(bench.openHab.service().location(KITCHEN).locked()).isFalse();
        bench.act(ModuleKind.LOCK, "location", KITCHEN, "mode", "KEEP_VACANT");
        bench.pass(Duration.ofDays(2));
        assertThat(bench.openHab.service().location(KITCHEN).locked()).isTrue();
    }

    @Test
    void aLockIsOfOneLocationUnlessItIsForWhatLiesInItToo() {
        bench.act(ModuleKind.LOCK, "location", HOME, "mode", "KEEP_VACANT");
        assertThat(bench.openHab.service().location(KITCHEN).locked()).isFalse();
        bench.act(ModuleKind.LOCK, "location", HOME, "mode", "KEEP_VACANT", "inside", true);
        assertThat(bench.openHab.service().location(KITCHEN).locked()).isTrue();
    }

    @Test
    void anItemFollowsWithWhatItTakes() {
        bench.openHab.item("Mode", "String", new StringType(""));
        bench.openHab.item("Fan", "Switch", OnOffType.OFF);
        bench.openHab.item("All", "Group", OnOffType.OFF);
        bench.openHab.item("Setpoint", "Number:Temperature", new DecimalType(18));
        bench.move();
        for (String value : List.of("on", "21,5", "Comfort")) {
            List.of("Mode", "All").forEach(item -> bench.act(ModuleKind.FOLLOW, "location", KITCHEN, "item", item,
                    "whileOccupied", value, "whenVacant", "Eco"));
        }
        assertThat(bench.commands).containsExactly("Mode=on", "All=ON", "Mode=21,5", "All=21.5", "Mode=Comfort",
                "All=Comfort");

        bench.commands.clear();
        bench.act(ModuleKind.FOLLOW, "location", KITCHEN, "item", "Fan", "whileOccupied", "on");
        bench.act(ModuleKind.FOLLOW, "location", KITCHEN, "item", "Fan", "whileOccupied", "OFF");
        assertThat(bench.commands).containsExactly("Fan=ON", "Fan=OFF");

        bench.commands.clear();
        assertThat(Logged
                .during(() -> bench.act(ModuleKind.FOLLOW, "location", KITCHEN, "item", "Fan", "whileOccupied", "21")))
                .singleElement().asString().contains("21 is no command for the item Fan");
        assertThat(Logged.during(
                () -> bench.act(ModuleKind.FOLLOW, "location", KITCHEN, "item", "Setpoint", "whileOccupied", "warm")))
                .singleElement().asString().contains("warm is no command for the item Setpoint");
        assertThat(bench.commands).isEmpty();
    }

    @Test
    void whatIsEmptyInAListOfItemsIsLeftOut() {
        bench.openHab.item("Lamp", "Switch", OnOffType.OFF);
        assertThat(Logged.during(
                () -> bench.act(ModuleKind.SWITCH, "items", List.of("", " Lamp ", "{{items}}"), "command", "ON")))
                .isEmpty();
        assertThat(bench.commands).containsExactly("Lamp=ON");
    }

    /** Whoever has just made the rule is still looking; an item may come later. */
    @Test
    void anItemThatDoesNotFitIsToldWhenTheRuleIsMade() {
        bench.openHab.item("Door", "Contact", OnOffType.OFF);
        assertThat(Logged.during(() -> bench.make(ModuleKind.LIGHT, "location", KITCHEN, "lamp", "Door")))
                .singleElement().asString().contains("the setting Lamp", "Door");
        assertThat(Logged.during(() -> bench.make(ModuleKind.LIGHT, "location", KITCHEN, "lamp", "Later"))).isEmpty();
    }

    @Test
    void whatOpenHabOffersIsWhatTheAddOnDoes() {
        assertThat(bench.modules.getTypes()).containsExactlyInAnyOrderElementsOf(
                new RuleModuleTypes(bench.forms()).getAll().stream().map(ModuleType::getUID).toList());
        assertThat(bench.modules.getSubscribedEventTypes()).as("for darkness, also of a group")
                .containsExactlyInAnyOrder("ItemStateChangedEvent", "GroupItemStateChangedEvent");
    }

    @Test
    void whatCannotWorkIsToldOnceInASentence() {
        bench.openHab.item("Door", "Contact", OnOffType.OFF);
        List<String> log = Logged.during(() -> {
            bench.rule("occupancy:light", Map.of("location", KITCHEN, "lamp", "Door"));
            bench.move();
            bench.pass(Duration.ofMinutes(11));
            bench.move();
        });
        assertThat(log).singleElement().asString().contains("a-rule", "the setting Lamp", "Door", "Contact",
                "has to be one of Switch, Dimmer, Color");
        assertThat(Logged.during(() -> bench.act(ModuleKind.LOCK, "location", "gone", "mode", "FREEZE")))
                .singleElement().asString().contains("the setting Location: gone is no location");
        assertThat(Logged.during(() -> bench.act(ModuleKind.LOCK, "location", KITCHEN, "mode", "MELT"))).singleElement()
                .asString().contains("the setting Lock: MELT is none of");
        assertThat(Logged.during(() -> bench.trigger(ModuleKind.VACANT, "location", KITCHEN, "forAtLeast", "a while")))
                .singleElement().asString().contains("the setting For at Least: a while is no duration");
        assertThat(Logged.during(() -> bench.act(ModuleKind.SWITCH, "items", List.of("Nowhere"), "command", "ON")))
                .singleElement().asString().contains("the setting Items: Nowhere is no item");
        assertThat(bench.commands).isEmpty();
    }
}
