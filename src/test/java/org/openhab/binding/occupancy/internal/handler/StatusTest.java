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
package org.openhab.binding.occupancy.internal.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.binding.occupancy.internal.service.api.LocationProblem;
import org.openhab.core.items.GroupItem;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.library.types.StringType;
import org.openhab.core.thing.ThingStatus;
import org.openhab.core.thing.ThingStatusDetail;
import org.openhab.core.types.UnDefType;

@DisplayName("A status says what the user must do")
class StatusTest {

    private final TestOpenHab openHab = new TestOpenHab();
    private final TestThing room = new TestThing(openHab, "occupancy:location:h:room", "occupancy:home:h");

    @BeforeEach
    void start() {
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.item("Photo", "Image", UnDefType.NULL);
        openHab.add(new GroupItem("Plain"));
        openHab.activateRunning();
    }

    private void isOffline(String... words) {
        assertThat(room.status()).isEqualTo(ThingStatus.OFFLINE);
        assertThat(room.statuses.get(room.statuses.size() - 1).getStatusDetail())
                .isEqualTo(ThingStatusDetail.CONFIGURATION_ERROR);
        assertThat(room.sentence()).contains(words).doesNotContain("{", "@text", "null");
        openHab.setLocale(Locale.GERMAN);
        assertThat(room.sentence()).contains(words).doesNotContain("{", "@text", "null");
    }

    /** @param form the thing or channel type that has the setting */
    private void isOfflineFor(String form, String setting, String... words) {
        isOffline(words);
        String label = "@text/" + (form.equals("place") ? "thing-type" : "channel-type") + ".config.occupancy." + form
                + "." + setting + ".label";
        assertThat(room.sentence()).as("as in the German form").contains(openHab.translate(label));
        openHab.setLocale(Locale.ENGLISH);
        assertThat(room.sentence()).as("as in the form").contains(openHab.translate(label));
    }

    private void isOnlineBut(String... words) {
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(room.sentence()).contains(words).doesNotContain("{", "@text", "null");
        openHab.setLocale(Locale.GERMAN);
        assertThat(room.sentence()).contains(words).contains("zählt nicht").doesNotContain("{", "@text", "null");
    }

    @Test
    void aLocationWithoutSourcesIsFine() {
        room.start();
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
    }

    @ParameterizedTest
    @EnumSource(LocationProblem.Kind.class)
    void everyProblemHasASentence(LocationProblem.Kind kind) {
        String text = openHab.translate("@text/" + kind.key() + " [\"a\",\"b\",\"c\"]");
        assertThat(text).doesNotContain("@text").isNotBlank();
    }

    @Test
    void anItemThatDoesNotExist() {
        room.source("pir", "motion", "item", "Nothing").start();
        isOffline("pir", "Nothing");
    }

    @Test
    void anItemThatSaysWhatCannotBeUsed() {
        openHab.item("Power", "String", new StringType("37"));
        room.source("tv", "level", "item", "Power", "on", "20").start();
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
        openHab.send("Power", new StringType("broken"));
        isOnlineBut("tv", "Power", "broken");
        openHab.send("Power", new StringType("3"));
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(room.sentence()).isEmpty();
    }

    @Test
    void anItemInAUnitOfAnotherKind() {
        openHab.item("Power", "String", new StringType("21 °C"));
        room.source("tv", "level", "item", "Power", "on", "20 W").start();
        isOnlineBut("tv", "Power", "21", "20 W");
    }

    @Test
    void anItemThatNamesNoLocation() {
        openHab.item("Tracker", "String", new StringType("the moon"));
        openHab.item("Tag", "String", new StringType("42"));
        room.source("mike", "person", "item", "Tracker", "occupant", "Mike").start();
        assertThat(room.sentence()).as("somewhere else is no mistake").isEmpty();
        room.removeSource("mike").source("tag", "person", "item", "Tag", "occupant", "Mike", "map", "42=attic")
                .edited();
        openHab.setLocale(Locale.ENGLISH);
        isOnlineBut("tag", "Tag", "42", "attic");
    }

    /** What works is online: the user is warned of the sensor, and the location goes on with the others. */
    @Test
    void aSensorThatIsStuck() {
        openHab.item("Door", "Switch", OnOffType.OFF);
        room.source("pir", "motion", "item", "Pir", "maxActive", "30m").source("door", "activity", "item", "Door")
                .set("timeout", "2m").start();
        openHab.send("Pir", OnOffType.ON);
        openHab.pass(Duration.ofMinutes(31));
        assertThat(room.occupied()).isFalse();
        isOnlineBut("pir", "Pir", "30m", "8:00");
        openHab.send("Door", OnOffType.ON);
        assertThat(room.occupied()).isTrue();
        openHab.send("Pir", OnOffType.OFF);
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(room.sentence()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "en | does not exist | And 2 more.", "de | nicht gibt | Und 2 weitere." })
    void severalProblemsAreAllSaid(String language, String words, String more) {
        openHab.setLocale(Locale.forLanguageTag(language));
        room.source("a", "motion", "item", "Absent").set("linger", "soon").start();
        assertThat(room.sentence()).contains("soon", "Absent", words).doesNotContain("{", "@text");
        room.source("b", "motion", "item", "Broken").edited();
        assertThat(room.sentence()).contains("soon", "Absent", "Broken").doesNotContain(more);
        room.source("c", "motion", "item", "Closed").source("d", "motion", "item", "Dead").edited();
        assertThat(room.sentence()).contains("soon", "Absent", "Broken").doesNotContain("Closed").endsWith(more);
    }

    @Test
    void aWrongSettingIsWorseThanAWarning() {
        openHab.item("Power", "String", new StringType("broken"));
        room.source("tv", "level", "item", "Power", "on", "20").set("linger", "soon").start();
        assertThat(room.status()).isEqualTo(ThingStatus.OFFLINE);
        assertThat(room.sentence()).contains("Linger", "Power", "broken");
    }

    @Test
    void aLocationInItselfSaysSo() {
        room.parent(room.id());
        room.start();
        isOffline("ROOM > ROOM");
        room.parent("occupancy:home:h");
        room.edited();
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
    }

    @Test
    void anItemThatGoes() {
        room.source("pir", "motion", "item", "Pir").start();
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
        openHab.removeItem("Pir");
        isOffline("pir", "Pir");
    }

    @Test
    void anItemThatBecomesAnotherType() {
        room.source("pir", "motion", "item", "Pir").start();
        openHab.item("Pir", "Image", UnDefType.NULL);
        isOffline("pir", "Pir", "Image");
        openHab.item("Pir", "Contact", UnDefType.NULL);
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
    }

    @ParameterizedTest
    @CsvSource({ "motion, Image", "presence, Call", "person, Location", "level, Switch", "level, DateTime" })
    void anItemOfATypeThatCannotWork(String source, String type) {
        openHab.item("Wrong", type, UnDefType.NULL);
        room.source("s", source, "item", "Wrong", "on", "5", "occupant", "Mike").start();
        isOffline("s", "Wrong", type);
    }

    @Test
    void aGroupWithoutAType() {
        room.source("all", "motion", "item", "Plain").start();
        isOffline("all", "Plain");
    }

    @Test
    void anItemThatThisAddOnFeeds() {
        room.source("pir", "motion", "item", "Pir").start();
        openHab.link("Pir", "occupancy:location:h:other:occupancy");
        isOffline("pir", "Pir");
        openHab.send("Pir", OnOffType.ON);
        assertThat(room.occupied()).as("no loops").isFalse();
    }

    @Test
    void aSourceWithoutAnItem() {
        room.source("pir", "motion").start();
        isOfflineFor("motion", "item", "pir");
    }

    @ParameterizedTest
    @CsvSource({ "timeout, abc", "motionTimeout, soon", "presenceTimeout, -5", "linger, 10y", "stayTimeout, -1",
            "leaveTimeout, x", "timeout, 4000000000", "manualTimeout, long", "lockTimeout, -2" })
    void aDurationThatCannotBe(String setting, String value) {
        room.set(setting, value).start();
        isOfflineFor("place", setting, value);
    }

    @Test
    void aDurationOfASourceThatCannotBe() {
        room.source("pir", "motion", "item", "Pir", "timeout", "abc").start();
        isOfflineFor("motion", "timeout", "pir", "abc");
    }

    @Test
    void tenYearsAreADuration() {
        room.set("timeout", new BigDecimal("315360000")).source("pir", "motion", "item", "Pir").start();
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
    }

    @ParameterizedTest
    @CsvSource({ "kind, PALACE", "strategy, x", "vacancy, NEVER", "passage, perhaps" })
    void aChoiceThatThereIsNot(String setting, String value) {
        room.set(setting, value).start();
        isOfflineFor("place", setting, value);
    }

    @Test
    void anEntryOfTheTimeouts() {
        room.set("timeouts", List.of("door=2m", "whatever")).start();
        isOfflineFor("place", "timeouts", "whatever");
    }

    @Test
    void aNumberThatIsNone() {
        openHab.item("Power", "Number", UnDefType.NULL);
        room.source("tv", "level", "item", "Power", "on", "much").start();
        isOfflineFor("level", "on", "tv", "much");
    }

    @ParameterizedTest
    @CsvSource({ "20 W, 30 W", "20 W, 5 m" })
    void thresholdsThatDoNotGoTogether(String on, String off) {
        openHab.item("Power", "Number", UnDefType.NULL);
        room.source("tv", "level", "item", "Power", "on", on, "off", off).start();
        isOfflineFor("level", "off", "tv", off);
    }

    @Test
    void aSensorThatMayNeverBeActive() {
        room.source("pir", "motion", "item", "Pir", "maxActive", "0").start();
        isOfflineFor("motion", "maxActive", "pir", "0");
    }

    @Test
    void aChoiceOfASourceThatThereIsNot() {
        room.source("pir", "motion", "item", "Pir", "invert", "perhaps").start();
        isOfflineFor("motion", "invert", "pir", "perhaps", "true");
    }

    @Test
    void aNumberThatIsMissing() {
        openHab.item("Power", "Number", UnDefType.NULL);
        room.source("tv", "level", "item", "Power").start();
        isOfflineFor("level", "on", "tv");
    }

    @ParameterizedTest
    @CsvSource({ "1234=Mike=Marla", "=Mike" })
    void anAssignmentThatCannotBeRead(String entry) {
        openHab.item("Tag", "String", UnDefType.NULL);
        room.source("tag", "person", "item", "Tag", "map", List.of(entry)).start();
        isOfflineFor("person", "map", "tag", entry, "1234=");
        assertThat(room.sentence()).doesNotContain("occupant", "2h");
    }

    @Test
    void aPersonSourceNeedsAPersonOrAnAssignment() {
        openHab.item("Tag", "String", UnDefType.NULL);
        room.source("tag", "person", "item", "Tag").start();
        isOfflineFor("person", "occupant", "tag");
    }

    @Test
    void aGroupThatHoldsWhatThisAddOnFeeds() {
        openHab.item("Occupied", "Switch", OnOffType.OFF);
        openHab.link("Occupied", "occupancy:location:h:room:occupancy");
        GroupItem inner = new GroupItem("Inner");
        GroupItem all = new GroupItem("All", openHab.get("Pir"));
        inner.addMember(openHab.get("Occupied"));
        inner.addMember(all);
        all.addMember(openHab.get("Pir"));
        openHab.add(inner);
        openHab.add(all);
        room.source("all", "motion", "item", "All").start();
        assertThat(room.status()).as("its members are fine").isEqualTo(ThingStatus.ONLINE);
        all.addMember(inner);
        openHab.add(all);
        isOffline("all", "All", "Occupied");
        openHab.sendGroup("All", OnOffType.ON);
        assertThat(room.occupied()).as("no loops").isFalse();
    }

    @Test
    void aGroupOfTheModelThatDoesNotExist() {
        room.set("item", "Kitchen").start();
        isOfflineFor("place", "item", "Kitchen");
        openHab.item("Kitchen", "Switch", UnDefType.NULL);
        openHab.setLocale(Locale.ENGLISH);
        isOfflineFor("place", "item", "Kitchen");
        openHab.add(new GroupItem("Kitchen"));
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
    }

    @Test
    void aNeighbourThatDoesNotExistYet() {
        room.set("adjacent", List.of("occupancy:location:h:hall")).start();
        isOfflineFor("place", "adjacent", "occupancy:location:h:hall");
        openHab.addThing("occupancy:location:h:hall");
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
        openHab.removeThing("occupancy:location:h:hall");
        assertThat(room.status()).isEqualTo(ThingStatus.OFFLINE);
    }

    @Test
    void aLocationNextToItself() {
        room.set("adjacent", List.of(room.id())).start();
        isOfflineFor("place", "adjacent", ".");
    }

    @Test
    void aParentThatDoesNotExist() {
        when(room.callback.getBridge(any())).thenReturn(null);
        room.start();
        isOffline("occupancy:home:h");
    }

    @Test
    void separatorsInValuesDoNotTearTheSentenceApart() {
        room.set("kind", "a,b[\"c\"]").start();
        assertThat(room.sentence()).contains("Kind", "AREA", "a,b[\"c\"]");
    }

    @Test
    void whatIsRightWorksNextToWhatIsWrong() {
        room.source("bad", "motion", "item", "Nothing").source("good", "motion", "item", "Pir").set("linger", "x")
                .start();
        openHab.send("Pir", OnOffType.ON);
        assertThat(room.status()).isEqualTo(ThingStatus.OFFLINE);
        assertThat(room.occupied()).isTrue();
        assertThat(room.state("good")).isEqualTo("ON");
    }

    @Test
    void whatIsPutRightComesOnline() {
        room.set("timeout", "abc").start();
        room.set("timeout", "2m").edited();
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
    }
}
