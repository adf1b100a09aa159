using System.Management.Automation;
using System.Reflection;

namespace StandIn.Commands;

/// <summary>The commands of every session. They have the names and types of PowerShell's own, which appear in error ids.</summary>
internal static class BuiltInCommands
{
    private static readonly Lazy<CmdletInfo[]> s_known = new(() =>
    [
        .. typeof(BuiltInCommands).Assembly.GetTypes()
            .Where(t => t.Namespace == "Microsoft.PowerShell.Commands" && !t.IsAbstract && typeof(Cmdlet).IsAssignableFrom(t))
            .Select(t => (Type: t, Declaration: t.GetCustomAttribute<CmdletAttribute>()))
            .Where(t => t.Declaration is not null)
            .Select(t => new CmdletInfo($"{t.Declaration!.VerbName}-{t.Declaration.NounName}", t.Type)),
    ]);

    public static IReadOnlyList<(string Alias, string Definition)> Aliases { get; } =
    [
        ("?", "Where-Object"), ("where", "Where-Object"), ("%", "ForEach-Object"), ("foreach", "ForEach-Object"),
        ("select", "Select-Object"), ("sort", "Sort-Object"), ("group", "Group-Object"), ("measure", "Measure-Object"),
        ("ft", "Format-Table"), ("fl", "Format-List"), ("oh", "Out-Host"), ("gcm", "Get-Command"), ("ipmo", "Import-Module"),
        ("gmo", "Get-Module"), ("rmo", "Remove-Module"), ("gjb", "Get-Job"), ("rcjb", "Receive-Job"), ("wjb", "Wait-Job"),
        ("spjb", "Stop-Job"), ("rjb", "Remove-Job"), ("gc", "Get-Content"), ("cat", "Get-Content"), ("type", "Get-Content"),
        ("ri", "Remove-Item"), ("rm", "Remove-Item"), ("sl", "Set-Location"), ("cd", "Set-Location"),
    ];

    // Each session has its own, so that a session's changes of a command stay in it.
    public static IEnumerable<CmdletInfo> All() => s_known.Value.Select(c => new CmdletInfo(c.Name, c.ImplementingType));
}
