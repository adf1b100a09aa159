using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace StandIn.Sessions;

/// <summary>The initial variables of every session.</summary>
internal static class DefaultVariables
{
    public static readonly Version EngineVersion = new(7, 4, 0);

    public static void Define(Session session, ArrayList errors)
    {
        var variables = session.Variables;
        foreach ((var name, var value) in new (string, object?)[]
        {
            ("true", true),
            ("false", false),
            ("null", null),
            ("Host", session.Host),
            ("Error", errors),
            ("HOME", session.Location.Provider.Home),
            ("PID", Environment.ProcessId),
            ("PSEdition", "Core"),
            ("PSHOME", AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)),
            ("PSVersionTable", VersionTable()),
            ("ShellId", "Microsoft.PowerShell"),
            ("ExecutionContext", session.Engine),
            ("PSCulture", CultureInfo.CurrentCulture.Name),
            ("PSUICulture", CultureInfo.CurrentUICulture.Name),
            ("IsWindows", OperatingSystem.IsWindows()),
            ("IsLinux", OperatingSystem.IsLinux()),
            ("IsMacOS", OperatingSystem.IsMacOS()),
            ("IsCoreCLR", true),
        })
        {
            var options = name is "true" or "false" or "null" or "PID" or "Host" or "HOME" or "PSHOME" or "PSEdition" or "PSVersionTable"
                or "ShellId" or "ExecutionContext" or "Error"
                ? ScopedItemOptions.Constant | ScopedItemOptions.AllScope
                : ScopedItemOptions.AllScope;
            variables.SetGlobal(new PSVariable(name, value, options));
        }

        foreach ((var name, var value) in new (string, object?)[]
        {
            ("ErrorActionPreference", ActionPreference.Continue),
            ("WarningPreference", ActionPreference.Continue),
            ("VerbosePreference", ActionPreference.SilentlyContinue),
            ("DebugPreference", ActionPreference.SilentlyContinue),
            ("InformationPreference", ActionPreference.SilentlyContinue),
            ("ProgressPreference", ActionPreference.Continue),
            ("ConfirmPreference", ConfirmImpact.High),
            ("WhatIfPreference", false),
            ("FormatEnumerationLimit", 4),
            ("ErrorView", "ConciseView"),
            ("OutputEncoding", System.Text.Encoding.UTF8),
            ("MaximumHistoryCount", 4096),
            ("NestedPromptLevel", 0),
            ("PSDefaultParameterValues", new Hashtable(StringComparer.OrdinalIgnoreCase)),
            ("PSStyle", Style()),
            ("?", true),
        })
        {
            variables.SetGlobal(name, value);
        }
    }

    private static Hashtable VersionTable() => new(StringComparer.OrdinalIgnoreCase)
    {
        ["PSVersion"] = EngineVersion,
        ["PSEdition"] = "Core",
        ["Platform"] = OperatingSystem.IsWindows() ? "Win32NT" : "Unix",
        ["OS"] = System.Runtime.InteropServices.RuntimeInformation.OSDescription,
    };

    // Output is always plain here; a script that requests plain text must find the setting.
    private static PSObject Style()
    {
        var style = new PSObject();
        style.Properties.Add(new PSNoteProperty("OutputRendering", "PlainText"));
        return style;
    }
}
