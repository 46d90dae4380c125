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
package org.openhab.binding.occupancy.internal.console;

import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.core.io.console.Console;
import org.openhab.core.io.console.ConsoleCommandCompleter;
import org.openhab.core.io.console.extensions.AbstractConsoleCommandExtension;
import org.openhab.core.io.console.extensions.ConsoleCommandExtension;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * What openHAB's console knows of the command. The console keeps every command that there ever was, also those of an
 * add-on that was removed or replaced. So this object lets go of the rest of the add-on when the command ends.
 */
@NonNullByDefault
@Component(service = ConsoleCommandExtension.class)
public final class ConsoleEntry extends AbstractConsoleCommandExtension implements ConsoleCommandCompleter {

    private volatile @Nullable OccupancyConsoleCommand command;

    @Activate
    public ConsoleEntry(@Reference OccupancyConsoleCommand command) {
        super(OccupancyBindingConstants.BINDING_ID, OccupancyConsoleCommand.DESCRIPTION);
        this.command = command;
    }

    @Deactivate
    void deactivate() {
        command = null;
    }

    @Override
    public void execute(String[] args, Console console) {
        OccupancyConsoleCommand current = command;
        if (current == null) {
            console.println("The add-on was removed or replaced.");
        } else {
            current.execute(args, console);
        }
    }

    @Override
    public List<String> getUsages() {
        OccupancyConsoleCommand current = command;
        return current == null ? List.of() : current.getUsages();
    }

    @Override
    public @Nullable ConsoleCommandCompleter getCompleter() {
        return this;
    }

    @Override
    public boolean complete(String[] args, int cursorArgumentIndex, int cursorPosition, List<String> candidates) {
        OccupancyConsoleCommand current = command;
        return current != null && current.complete(args, cursorArgumentIndex, cursorPosition, candidates);
    }
}
