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

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.apache.felix.framework.FrameworkFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Answers;
import org.openhab.core.common.ThreadPoolManager;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.w3c.dom.Element;

/**
 * The built bundle in a real OSGi framework with declarative services. openHAB is there as its interfaces, which the
 * framework exports, and as mocks of the services that the components ask for.
 */
class FrameworkIT {

    private static final Path BUNDLE = Path.of(System.getProperty("bundle.jar"));
    private static final String UI = "org.openhab.core.ui";
    private static final String AUTOMATION = "org.openhab.core.automation";
    private static final String PERSISTENCE = "org.openhab.core.persistence";
    private static final int ROUNDS = 10;
    private static final String OUTSIDE_QUOTES = ",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

    private @TempDir Path cache;
    private Framework framework;
    private BundleContext context;
    private Bundle bundle;
    private final Map<Class<?>, Object> mocks = new LinkedHashMap<>();

    @BeforeEach
    void startFramework() throws Exception {
        startFramework(exports());
    }

    private void startFramework(Set<String> exports) throws Exception {
        Map<String, String> settings = new TreeMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, cache.toString());
        settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, String.join(",", exports));
        framework = new FrameworkFactory().newFramework(settings);
        framework.start();
        context = framework.getBundleContext();
        install(Path.of(Class.forName("org.apache.felix.scr.component.ExtFactoryComponentInstance")
                .getProtectionDomain().getCodeSource().getLocation().toURI())).start();
        bundle = install(BUNDLE);
    }

    @AfterEach
    void stopFramework() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void bundleResolvesWithOpenHabJacksonSlf4jAndTheJdkOnly() throws BundleException {
        bundle.start();

        assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void everyComponentIsKnownAndWaitsForOpenHab() throws Exception {
        bundle.start();

        assertThat(runtime().getComponentDescriptionDTOs(bundle)).extracting(description -> description.name)
                .containsExactlyInAnyOrderElementsOf(components().keySet());
        assertThat(runtime().getComponentDescriptionDTOs(bundle))
                .allSatisfy(description -> assertThat(state(description)).as(description.name)
                        .isEqualTo(ComponentConfigurationDTO.UNSATISFIED_REFERENCE));
    }

    @Test
    void everyComponentBecomesActiveWhenOpenHabIsThere() throws Exception {
        registerOpenHab();

        bundle.start();

        assertAllActive();
    }

    @Test
    void everyComponentBecomesActiveWhenOpenHabComesLater() throws Exception {
        bundle.start();

        registerOpenHab();

        assertAllActive();
    }

    @Test
    void allButTheReplayOfHistoryWorksWithoutPersistence() throws Exception {
        stopFramework();
        Set<String> exports = exports();
        assertThat(exports.remove(PERSISTENCE)).isTrue();
        startFramework(exports);
        registerOpenHab(exports);
        bundle.start();

        assertThat(runtime().getComponentDescriptionDTOs(bundle)).allSatisfy(description -> {
            boolean needsPersistence = Stream.of(description.references)
                    .anyMatch(each -> each.interfaceName.startsWith(PERSISTENCE));
            assertThat(state(description)).as(description.name)
                    .isIn(needsPersistence ? Set.of(ComponentConfigurationDTO.UNSATISFIED_REFERENCE)
                            : Set.of(ComponentConfigurationDTO.ACTIVE, ComponentConfigurationDTO.SATISFIED));
        });
        ServiceReference<?> console = context
                .getAllServiceReferences("org.openhab.core.io.console.extensions.ConsoleCommandExtension", null)[0];
        assertThat(context.getService(console)).as("the console command").isNotNull();
    }

    @Test
    void theRestWorksWhereThereIsNoMainUi() throws Exception {
        stopFramework();
        Set<String> exports = exports();
        assertThat(exports.removeIf(name -> name.startsWith(UI) || name.startsWith(AUTOMATION))).isTrue();
        startFramework(exports);
        registerOpenHab(exports);
        bundle.start();

        assertThat(runtime().getComponentDescriptionDTOs(bundle))
                .allSatisfy(description -> assertThat(state(description)).as(description.name)
                        .isIn(ComponentConfigurationDTO.ACTIVE, ComponentConfigurationDTO.SATISFIED));
        ServiceReference<?> console = context
                .getAllServiceReferences("org.openhab.core.io.console.extensions.ConsoleCommandExtension", null)[0];
        assertThat(context.getService(console)).as("the console command").isNotNull();
    }

    @Test
    void startingAndStoppingLeavesNothingBehind() throws Exception {
        registerOpenHab();
        round();
        Set<String> threads = threads();
        for (int i = 1; i < ROUNDS; i++) {
            round();

            assertThat(bundle.getRegisteredServices()).as("services of ours").isNull();
            assertThat(bundle.getServicesInUse()).as("services of others").isNull();
            assertThat(listeners()).as("listeners in openHAB's registries").isEmpty();
            Awaitility.await().untilAsserted(() -> assertThat(threads()).isSubsetOf(threads));
            Awaitility.await().untilAsserted(() -> assertThat(timers()).as("what the schedulers have to do").isZero());
        }
    }

    @Test
    void updatingInLocationWorks() throws Exception {
        registerOpenHab();
        bundle.start();
        assertAllActive();

        try (InputStream jar = Files.newInputStream(BUNDLE)) {
            bundle.update(jar);
        }

        assertAllActive();
    }

    private void round() throws Exception {
        bundle.start();
        assertAllActive();
        bundle.stop();
    }

    private void assertAllActive() throws Exception {
        for (ComponentDescriptionDTO description : runtime().getComponentDescriptionDTOs(bundle)) {
            // a service that nobody asks for waits with its activation
            for (String service : description.serviceInterfaces) {
                for (ServiceReference<?> reference : context.getAllServiceReferences(service,
                        "(component.name=" + description.name + ")")) {
                    assertThat(context.getService(reference)).as(description.name).isNotNull();
                    context.ungetService(reference);
                }
            }
            Collection<ComponentConfigurationDTO> configurations = runtime().getComponentConfigurationDTOs(description);
            assertThat(configurations).as(description.name).hasSize(1).allSatisfy(configuration -> {
                assertThat(configuration.failure).as(description.name).isNull();
                assertThat(configuration.state)
                        .as(description.name + ", unsatisfied: "
                                + Stream.of(configuration.unsatisfiedReferences).map(each -> each.name).toList())
                        .isIn(ComponentConfigurationDTO.ACTIVE, ComponentConfigurationDTO.SATISFIED);
            });
            if (description.immediate) {
                assertThat(configurations).extracting(each -> each.state)
                        .containsExactly(ComponentConfigurationDTO.ACTIVE);
            }
        }
    }

    private int state(ComponentDescriptionDTO description) {
        return runtime().getComponentConfigurationDTOs(description).iterator().next().state;
    }

    private ServiceComponentRuntime runtime() {
        return context.getService(context.getServiceReference(ServiceComponentRuntime.class));
    }

    private Bundle install(Path jar) throws BundleException {
        return context.installBundle(jar.toUri().toString());
    }

    private void registerOpenHab() throws Exception {
        registerOpenHab(exports());
    }

    private void registerOpenHab(Set<String> exports) throws Exception {
        for (Element component : components().values()) {
            for (Element reference : OhInf.children(component).filter(each -> "reference".equals(each.getTagName()))
                    .toList()) {
                String name = reference.getAttribute("interface");
                if (name.startsWith("org.openhab.core.") && exports.contains(name.replaceFirst("\\.\\w+$", ""))) {
                    register(Class.forName(name));
                }
            }
        }
    }

    private <T> void register(Class<T> type) {
        if (!mocks.containsKey(type)) {
            // a mock that knows a time zone, a language, storages of mocks; else what is empty
            T service = mock(type, invocation -> {
                Class<?> returned = invocation.getMethod().getReturnType();
                if (returned == ZoneId.class) {
                    return ZoneOffset.UTC;
                } else if (returned == Locale.class) {
                    return Locale.ENGLISH;
                } else if (returned.getName().equals("org.openhab.core.storage.Storage")) {
                    return mock(returned);
                }
                return Answers.RETURNS_DEFAULTS.answer(invocation);
            });
            mocks.put(type, service);
            context.registerService(type, service, null);
        }
    }

    /** {@return what was added to openHAB's registries and not removed} */
    private List<Object> listeners() {
        List<Object> listening = new ArrayList<>();
        mocks.values().forEach(mock -> mockingDetails(mock).getInvocations().forEach(invocation -> {
            String method = invocation.getMethod().getName();
            if (method.matches("(add|register)\\w*(Listener|Tracker)")) {
                listening.add(invocation.getArgument(0));
            } else if (method.matches("(remove|unregister)\\w*(Listener|Tracker)")) {
                listening.remove((Object) invocation.getArgument(0));
            }
        }));
        return listening;
    }

    /** Without openHAB's own pools, which fill by and by; what waits in them are the timers. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).map(Thread::getName).filter(
                name -> !name.matches("Attach Listener|ForkJoinPool.*|awaitility.*|Common-Cleaner|SCR .*|OH-.*-\\d+"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int timers() {
        int timers = 0;
        for (String name : List.of(ThreadPoolManager.THREAD_POOL_NAME_COMMON, "discovery", "thingHandler")) {
            ScheduledExecutorService pool = ThreadPoolManager.getScheduledPool(name);
            if (pool instanceof ScheduledThreadPoolExecutor executor) {
                timers += executor.getQueue().size();
            }
        }
        return timers;
    }

    /** {@return the declarations of the components, by name} */
    private static Map<String, Element> components() throws Exception {
        Map<String, Element> components = new TreeMap<>();
        try (JarFile jar = new JarFile(BUNDLE.toFile())) {
            String header = jar.getManifest().getMainAttributes().getValue("Service-Component");
            for (String path : header.split(",")) {
                DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
                factory.setNamespaceAware(true);
                Element root = factory.newDocumentBuilder().parse(jar.getInputStream(jar.getEntry(path.strip())))
                        .getDocumentElement();
                components.put(root.getAttribute("name"), root);
            }
        }
        assertThat(components).isNotEmpty();
        return components;
    }

    /**
     * {@return what openHAB's system bundle and its bundles export: the packages of openHAB that this build knows, with
     * no version that matters, Jackson, slf4j, and what declarative services need}
     */
    private static Set<String> exports() throws IOException {
        Set<String> exports = new TreeSet<>(Set.of("org.slf4j;version=1.7.36",
                "org.osgi.service.component;version=1.5.1", "org.osgi.service.component.runtime;version=1.5.1",
                "org.osgi.service.component.runtime.dto;version=1.5.1", "org.osgi.util.promise;version=1.3.0",
                "org.osgi.util.function;version=1.2.0"));
        exports.addAll(openHabPackages());
        for (String name : manifest().split(",(?=[a-z])")) {
            String imported = name.split(";")[0];
            if (imported.startsWith("com.fasterxml.jackson.")) {
                exports.add(imported + ";version=2.18.0");
            }
        }
        return exports;
    }

    /** {@return our declarations of openHAB's packages, or with its own artifacts what those export} */
    private static Set<String> openHabPackages() throws IOException {
        Set<String> packages = new TreeSet<>();
        Path classes = Path.of("target", "classes");
        Path declarations = classes.resolve(Path.of("org", "openhab", "core"));
        if (Files.isDirectory(declarations)) {
            try (Stream<Path> files = Files.walk(declarations)) {
                files.filter(file -> file.toString().endsWith(".class"))
                        .map(file -> classes.relativize(file.getParent()).toString().replaceAll("[/\\\\]", "."))
                        .forEach(packages::add);
            }
        }
        for (URL url : Collections.list(FrameworkIT.class.getClassLoader().getResources(JarFile.MANIFEST_NAME))) {
            try (InputStream stream = url.openStream()) {
                Attributes manifest = new Manifest(stream).getMainAttributes();
                String exported = manifest.getValue(Constants.EXPORT_PACKAGE);
                if (exported != null && String.valueOf(manifest.getValue(Constants.BUNDLE_SYMBOLICNAME))
                        .startsWith("org.openhab.core")) {
                    for (String clause : exported.split(OUTSIDE_QUOTES)) {
                        packages.add(clause.split(";")[0].strip());
                    }
                }
            }
        }
        return packages;
    }

    private static String manifest() throws IOException {
        try (JarFile jar = new JarFile(BUNDLE.toFile())) {
            return jar.getManifest().getMainAttributes().getValue("Import-Package");
        }
    }
}
