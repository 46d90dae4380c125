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
package org.openhab.binding.occupancy.internal.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.service.item.TestModel;
import org.openhab.core.common.registry.Provider;
import org.openhab.core.common.registry.ProviderChangeListener;
import org.openhab.core.ui.components.RootUIComponent;
import org.openhab.core.ui.components.UIComponent;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

@DisplayName("The page in the main UI")
class OccupancyPageProviderTest {

    private static final String HOME = "occupancy:home:home";
    private static final String FLOOR = "occupancy:location:home:up";
    private static final String BATH = "occupancy:location:home:bath";

    private final TestModel model = new TestModel();
    private final Deque<Runnable> scheduled = new ArrayDeque<>();
    private final ScheduledExecutorService scheduler = mock(ScheduledExecutorService.class);
    private final List<RootUIComponent> updates = new ArrayList<>();
    private LocationTree tree;
    private OccupancyPageProvider provider;

    @BeforeEach
    void schedule() {
        when(scheduler.schedule(any(Runnable.class), anyLong(), any())).thenAnswer(call -> {
            scheduled.add(call.getArgument(0));
            return mock(ScheduledFuture.class);
        });
    }

    @Test
    void itIsInTheSidebarAndSaysHowToBeginWhenThereIsNothing() {
        start();

        assertThat(page().getConfig()).containsEntry("label", "page.title").containsEntry("sidebar", true)
                .containsEntry("icon", "f7:person_2_fill");
        assertThat(texts()).containsExactly("page.no-locations", "page.to-inbox", "page.add-home");
        assertThat(addresses(page())).containsExactly("/settings/things/inbox",
                "/settings/things/add/occupancy/occupancy:home");
    }

    @Test
    void aHomeWithoutRoomsLeadsToTheFormOfOne() {
        model.location(HOME, "Home", null);
        start();

        assertThat(texts()).contains("page.no-rooms ", "page.add-room").doesNotContain("page.add-sensors");
        assertThat(addresses(page())).containsExactly("/settings/things/add/occupancy/occupancy:location");
        model.source(HOME, "motion");
        settle();
        assertThat(addresses(page())).isEmpty();
    }

    @Test
    void aLocationWithoutSensorsLeadsToItsThingUntilItHasSome() {
        house();
        start();

        assertThat(addresses(section("Bath"))).containsExactly("/settings/things/" + BATH);
        assertThat(addresses(page())).as("what has locations in it needs no sensors").hasSize(1);
        model.source(BATH, "door");
        settle();
        assertThat(addresses(page())).isEmpty();
    }

    @Test
    void aLocationWithTheSensorsOfItsGroupHasSome() {
        house();
        model.location(BATH, "Bath", FLOOR, "autoSources", "true");
        start();

        assertThat(addresses(page())).isEmpty();
    }

    @Test
    void everyLocationIsOnItOnce() {
        house();
        start(false);

        assertThat(parts().filter(part -> "section".equals(part.getType())).map(part -> attribute(part, "aria-label")))
                .containsExactly("Home", "Upstairs", "Bath");
        assertThat(parts().filter(part -> part.getType().matches("h\\d")).map(UIComponent::getType))
                .containsExactly("h2", "h3", "h4");
    }

    @Test
    void whatTheInboxAddsToALabelIsLeftOut() {
        model.location(HOME, "House Occupancy", null);
        start(false);

        assertThat(section("House")).isNotNull();
    }

    @Test
    void statesComeFromTheItems() {
        house();
        model.item("Switch", "Bath_Presence").link("Bath_Presence", BATH + ":occupancy");
        start();

        assertThat(section("Bath").getConfig()).containsEntry("data-state", "=items['Bath_Presence'].state");
        assertThat(contents(section("Bath"))).noneMatch(text -> text.contains("page.no-items"));
    }

    @Test
    void untilThereAreItemsItSaysWhatToDoAndNeedsNoNewPageAfterwards() {
        house();
        start();

        assertThat(section("Bath").getConfig()).containsEntry("data-state",
                "=(items['Home_Occupancy'].state === '-' ? '-' : items['Bath_Occupancy'].state)");
        UIComponent hint = parts(section("Bath")).filter(part -> "div".equals(part.getType())
                && contents(part).contains("page.no-items") && part.getConfig().containsKey("visible")).findFirst()
                .orElseThrow();
        assertThat(hint.getConfig()).containsEntry("visible",
                "=(items['Home_Occupancy'].state === '-' ? '-' : items['Bath_Occupancy'].state) === '-'");
        assertThat(parts(hint).filter(part -> "oh-button".equals(part.getType()))).singleElement()
                .satisfies(button -> assertThat(button.getConfig()).containsEntry("actionRule", PageRule.UID)
                        .containsEntry("actionRuleContext", Map.of("do", "items", "location", BATH)));
    }

    @Test
    void oneCanSayThatNobodyIsThere() {
        house();
        start();

        assertThat(parts(section("Bath")).filter(part -> "page.vacate".equals(attribute(part, "text")))).singleElement()
                .satisfies(button -> assertThat(button.getConfig()).containsEntry("type", "button")
                        .containsEntry("actionItem", "Bath_Occupancy").containsEntry("actionCommand", "OFF"));
    }

    /** openHAB's log complains of every item that a page asks for in vain. */
    @Test
    void whereThereAreItemsItAsksForNoOthers() {
        house();
        model.item("Switch", "Bath_Presence").link("Bath_Presence", BATH + ":occupancy");
        start(false);

        assertThat(parts(section("Bath")).flatMap(part -> part.getConfig().values().stream()).map(String::valueOf)
                .filter(value -> value.contains("items["))).isNotEmpty()
                .allMatch(value -> value.contains("items['Bath_Presence']"));
    }

    @Test
    void untilThereAreItemsItAsksForOneOnly() {
        house();
        start(false);

        // a comparison that fails ends an expression: what stands first is all that is asked for
        assertThat(List.of("visible", "data-state")).allSatisfy(key -> assertThat(
                parts().map(part -> attribute(part, key)).filter(condition -> condition.contains("items[")))
                .isNotEmpty()
                .allMatch(condition -> condition.replaceFirst("=!?\\(*", "").startsWith("items['Home_Occupancy']")));
    }

    /** Whoever had the items of one home made saw none of its states as long as another had none. */
    @Test
    void aHomeDoesNotWaitForTheItemsOfAnother() {
        house();
        model.location("occupancy:home:annex", "Annex", null);
        start(false);

        assertThat(attribute(section("Annex"), "data-state")).isEqualTo("=items['Annex_Occupancy'].state");
        assertThat(attribute(section("Home"), "data-state")).isEqualTo("=items['Home_Occupancy'].state");
    }

    @Test
    void whereOnlySomeLocationsHaveItemsItAsksForOneOfTheOthers() {
        house();
        model.item("Switch", "Home_Presence").link("Home_Presence", HOME + ":occupancy");
        start(false);

        assertThat(attribute(section("Bath"), "data-state"))
                .isEqualTo("=(items['Upstairs_Occupancy'].state === '-' ? '-' : items['Bath_Occupancy'].state)");
        assertThat(attribute(section("Upstairs"), "data-state")).isEqualTo("=items['Upstairs_Occupancy'].state");
    }

    @Test
    void oneCanLockForATime() {
        house();
        start();

        assertThat(parts(section("Bath")).filter(part -> "details".equals(part.getType()))).singleElement()
                .satisfies(lock -> assertThat(parts(lock).map(part -> part.getConfig().get("actionRuleContext")))
                        .contains(Map.of("do", "lock", "location", BATH, "mode", "KEEP_OCCUPIED", "duration", "4h"),
                                Map.of("do", "lock", "location", BATH, "mode", "FREEZE", "duration", ""),
                                Map.of("do", "unlock", "location", BATH)));
    }

    @Test
    void todayIsShownAsBarsTheFirstOnTop() {
        house();
        for (String id : List.of(HOME, FLOOR, BATH)) {
            String item = "Item_" + id.substring(id.lastIndexOf(':') + 1);
            model.item("Switch", item).link(item, id + ":occupancy");
        }
        start();

        UIComponent chart = parts().filter(part -> "oh-chart".equals(part.getType())).findFirst().orElseThrow();
        assertThat(chart.getConfig()).containsEntry("chartType", "day");
        assertThat(chart.getSlots().get("yAxis").get(0).getConfig().get("data"))
                .isEqualTo(List.of("Home", "Upstairs", "Bath"));
        assertThat(chart.getSlots().get("series"))
                .extracting(each -> each.getConfig().get("item") + " " + each.getConfig().get("yValue"))
                .containsExactly("Item_home 2", "Item_up 1", "Item_bath 0");
    }

    @Test
    void nothingIsDrawnOfItemsThatAreNotThere() {
        house();
        start();

        assertThat(parts().map(UIComponent::getType)).contains("section").doesNotContain("oh-chart");
    }

    @Test
    void thereIsNoTimelineWhereTheUiHasNone() {
        house();
        start(false);

        assertThat(parts().map(UIComponent::getType)).contains("section").doesNotContain("oh-chart");
    }

    @Test
    void labelsInTheTimelineAreNoHtmlAndNoExpressions() {
        model.location(HOME, "<img src=x onerror=alert(1)>", null).location(FLOOR, "=1+1", HOME);
        model.item("Switch", "A").link("A", HOME + ":occupancy").item("Switch", "B").link("B", FLOOR + ":occupancy");
        start();

        UIComponent chart = parts().filter(part -> "oh-chart".equals(part.getType())).findFirst().orElseThrow();
        assertThat(chart.getSlots().get("series")).extracting(each -> each.getConfig().get("name"))
                .containsExactly("&lt;img src=x onerror=alert(1)&gt;", "='=1+1'");
        assertThat(chart.getSlots().get("yAxis").get(0).getConfig().get("data"))
                .isEqualTo(List.of("<img src=x onerror=alert(1)>", "='=1+1'"));
    }

    /** Each with a condition, so that there is no empty line and no "Since Invalid Date". */
    @Test
    void aCardTellsWhoIsThereSinceWhenUntilWhenAndWhyIfThatIsKnown() {
        house();
        model.item("Switch", "Bath_Occ").link("Bath_Occ", BATH + ":occupancy");
        model.item("DateTime", "Bath_Change").link("Bath_Change", BATH + ":last-change");
        model.item("DateTime", "Bath_Until").link("Bath_Until", BATH + ":occupied-until");
        model.item("String", "Bath_Who").link("Bath_Who", BATH + ":occupants");
        model.item("String", "Bath_Why").link("Bath_Why", BATH + ":reason");
        model.item("Switch", "Bath_Lock").link("Bath_Lock", BATH + ":locked");
        start(false);

        assertThat(shown("Bath_Change")).contains("'page.since'", "dayjs(items['Bath_Change'].state)", "format(");
        assertThat(condition("Bath_Change")).contains("items['Bath_Change'].state.length > ");
        assertThat(shown("Bath_Until")).contains("'page.until'", "dayjs(items['Bath_Until'].state)", "format(");
        assertThat(condition("Bath_Until")).contains("items['Bath_Occ'].state === 'ON'",
                "items['Bath_Until'].state.length > ");
        assertThat(shown("Bath_Who")).startsWith("='page.who'").endsWith(" + items['Bath_Who'].state + ''");
        assertThat(condition("Bath_Who")).contains("'UNDEF'", ".includes(items['Bath_Who'].state)");
        assertThat(shown("Bath_Why")).isEqualTo("='' + items['Bath_Why'].state + ''");
        assertThat(condition("Bath_Why")).contains("'UNDEF'", ".includes(items['Bath_Why'].state)");
        assertThat(parts(section("Bath")).filter(part -> contents(part).contains("page.locked"))
                .map(part -> attribute(part, "visible"))).contains("=items['Bath_Lock'].state === 'ON'");
    }

    private String shown(String item) {
        return parts(section("Bath")).map(part -> attribute(part, "content")).filter(text -> text.contains(item))
                .findFirst().orElseThrow();
    }

    private String condition(String item) {
        return parts(section("Bath")).filter(part -> attribute(part, "content").contains(item))
                .map(part -> attribute(part, "visible")).findFirst().orElseThrow();
    }

    @Test
    void theButtonsOfALockSayForHowLong() {
        house();
        start();

        assertThat(parts(section("Bath"))
                .filter(part -> String.valueOf(part.getConfig().get("actionRuleContext")).contains("FREEZE"))
                .map(part -> attribute(part, "text") + " / " + attribute(part, "aria-label")))
                .containsExactly("page.lock.1h / page.lock.FREEZE: page.lock.1h",
                        "page.lock.4h / page.lock.FREEZE: page.lock.4h",
                        "page.lock.open / page.lock.FREEZE: page.lock.open");
    }

    @Test
    void whoMakesTheItemsOfAFloorIsToldThatThoseOfItsRoomsAreMadeToo() {
        house();
        start();

        assertThat(parts(section("Upstairs")).map(part -> attribute(part, "text"))).contains("page.create.all")
                .doesNotContain("page.create");
        assertThat(parts(section("Bath")).map(part -> attribute(part, "text"))).contains("page.create")
                .doesNotContain("page.create.all");
    }

    @Test
    void theTimelineGrowsWithTheLocationsAndTellsTheHours() {
        house();
        model.item("Switch", "A").link("A", HOME + ":occupancy");
        start();
        int one = pixels();
        model.item("Switch", "B").link("B", FLOOR + ":occupancy");
        settle();
        int two = pixels();
        model.item("Switch", "C").link("C", BATH + ":occupancy");
        settle();

        assertThat(two).isGreaterThan(one);
        assertThat(pixels() - two).isEqualTo(two - one);
        assertThat(chart().getSlots().get("xAxis")).extracting(UIComponent::getType).containsExactly("oh-time-axis");
        assertThat(chart().getSlots()).as("what is under the pointer, and where it is drawn").containsKeys("tooltip",
                "grid");
    }

    private UIComponent chart() {
        return parts().filter(part -> "oh-chart".equals(part.getType())).findFirst().orElseThrow();
    }

    private int pixels() {
        return Integer.parseInt(attribute(chart(), "height").replace("px", ""));
    }

    @Test
    void timelinesCameWithOpenHab5() {
        assertThat(OccupancyPageProvider.hasTimelines(ui("4.3.0"))).isFalse();
        assertThat(OccupancyPageProvider.hasTimelines(ui("5.0.0"))).isTrue();
        assertThat(OccupancyPageProvider.hasTimelines(ui("5.2.1"))).isTrue();
        assertThat(OccupancyPageProvider.hasTimelines(null)).as("outside openHAB").isFalse();
    }

    private static Bundle ui(String version) {
        Bundle bundle = mock(Bundle.class);
        when(bundle.getVersion()).thenReturn(Version.parseVersion(version));
        return bundle;
    }

    @Test
    void whatIsPressedCanBeReachedByKey() {
        house();
        start();

        assertThat(parts().filter(part -> part.getConfig().containsKey("action"))).isNotEmpty()
                .allSatisfy(part -> assertThat(part.getConfig()).containsEntry("type", "button"));
    }

    @Test
    void itChangesWithTheLocations() {
        house();
        start();

        model.location("occupancy:location:home:loft", "Loft", FLOOR);
        settle();
        assertThat(updates).hasSize(1);
        assertThat(section("Loft")).isNotNull();

        model.removeThing("occupancy:location:home:loft");
        settle();
        assertThat(updates).hasSize(2);
        assertThat(section("Loft")).isNull();
    }

    @Test
    void itChangesWithLabelsAndLinks() {
        house();
        start();

        model.location(BATH, "Bathroom", FLOOR);
        settle();
        assertThat(section("Bathroom")).isNotNull();

        model.item("Switch", "Other").link("Other", BATH + ":occupancy");
        settle();
        assertThat(section("Bathroom").getConfig()).containsEntry("data-state", "=items['Other'].state");
        assertThat(updates).hasSize(2);
    }

    @Test
    void itChangesWithAnItemThatIsGoneAlthoughItsLinkIsLeft() {
        house();
        model.item("Switch", "Bath_Presence").link("Bath_Presence", BATH + ":occupancy");
        start();

        model.itemRegistry.remove("Bath_Presence");
        settle();
        assertThat(attribute(section("Bath"), "data-state")).doesNotContain("Bath_Presence");
    }

    @Test
    void whatDoesNotConcernItChangesNothing() {
        house();
        start();

        model.item("Switch", "Lamp").link("Lamp", "knx:device:bridge:switch:lamp");
        settle();

        assertThat(updates).isEmpty();
    }

    @Test
    void aBurstOfChangesIsOneNewPage() {
        house();
        start();

        for (int i = 0; i < 20; i++) {
            model.location("occupancy:location:home:room" + i, "Room " + i, FLOOR);
        }
        assertThat(scheduled).hasSize(1);
        settle();

        assertThat(updates).hasSize(1);
    }

    @Test
    void nothingOfItIsLeftWhenTheAddOnGoes() {
        house();
        start();
        model.location(BATH, "Bathroom", FLOOR);

        provider.deactivate();

        settle();
        assertThat(updates).isEmpty();

        model.location(BATH, "Bath", FLOOR);
        tree.deactivate();
        assertThat(model.listeners()).isZero();
        settle();
        assertThat(tree.homes().get(0).all()).extracting(LocationNode::label).contains("Bathroom");
    }

    @Test
    void locationsThatLieInEachOtherAreShown() {
        model.location(FLOOR, "Upstairs", BATH).location(BATH, "Bath", FLOOR);
        start();

        assertThat(section("Bath")).isNotNull();
        assertThat(section("Upstairs")).isNotNull();
    }

    @Test
    void noLabelBecomesAnExpression() {
        model.location(HOME, "=items.Door.state", null);
        start();

        assertThat(parts().map(part -> attribute(part, "content"))).contains("='=items.Door.state'")
                .doesNotContain("=items.Door.state");
    }

    @Test
    void aThingWithoutChannelsSaysSo() {
        house();
        model.locationWithout(BATH, "Bath", FLOOR);
        start();

        assertThat(texts()).contains("page.no-channels");
    }

    private void house() {
        model.location(HOME, "Home", null).location(FLOOR, "Upstairs", HOME).location(BATH, "Bath", FLOOR);
    }

    private void start() {
        start(true);
    }

    private void start(boolean hasTimelines) {
        tree = new LocationTree(model.thingRegistry, model.itemRegistry, model.linkRegistry,
                label -> label.replace(" Occupancy", ""), scheduler);
        provider = new OccupancyPageProvider(tree,
                (key, arguments) -> Stream.concat(Stream.of(key), Stream.of(arguments)).reduce("", String::concat),
                hasTimelines);
        provider.addProviderChangeListener(new ProviderChangeListener<>() {
            @Override
            public void added(Provider<RootUIComponent> from, RootUIComponent element) {
                throw new AssertionError();
            }

            @Override
            public void removed(Provider<RootUIComponent> from, RootUIComponent element) {
                throw new AssertionError();
            }

            @Override
            public void updated(Provider<RootUIComponent> from, RootUIComponent old, RootUIComponent element) {
                updates.add(element);
            }
        });
    }

    private void settle() {
        while (!scheduled.isEmpty()) {
            scheduled.remove().run();
        }
    }

    private RootUIComponent page() {
        assertThat(provider.getAll()).hasSize(1);
        return provider.getAll().iterator().next();
    }

    private UIComponent section(String label) {
        return parts()
                .filter(part -> "section".equals(part.getType()) && label.equals(part.getConfig().get("aria-label")))
                .findFirst().orElse(null);
    }

    private List<String> texts() {
        return contents(page());
    }

    private static List<String> contents(UIComponent part) {
        return parts(part).map(each -> attribute(each, "content")).filter(text -> !text.isEmpty()).toList();
    }

    private static List<String> addresses(UIComponent part) {
        return parts(part).map(each -> attribute(each, "href")).filter(address -> !address.isEmpty()).toList();
    }

    private Stream<UIComponent> parts() {
        return parts(page());
    }

    private static Stream<UIComponent> parts(UIComponent part) {
        Map<String, List<UIComponent>> slots = part.getSlots();
        return Stream.concat(Stream.of(part), slots == null ? Stream.of()
                : slots.values().stream().flatMap(List::stream).flatMap(OccupancyPageProviderTest::parts));
    }

    private static String attribute(UIComponent part, String name) {
        return String.valueOf(part.getConfig().getOrDefault(name, ""));
    }
}
