using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace StandIn.Tests;

/// <summary>Picks the engine before anything of it is used: a real PowerShell's directory if one is named, else the stand-in.</summary>
internal static class Engine
{
    private const string Automation = "System.Management.Automation";

    public static string? RealDirectory { get; } = Environment.GetEnvironmentVariable("AKSEGRESS_PWSH") is { Length: > 0 } directory ? directory : null;

    public static bool IsReal => RealDirectory is not null;

    public static string Metadata(string key) =>
        typeof(Engine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;

    [ModuleInitializer]
    internal static void Choose() => AssemblyLoadContext.Default.Resolving += (context, name) =>
    {
        string path = RealDirectory is not null
            ? Path.Combine(RealDirectory, name.Name + ".dll")
            : name.Name == Automation ? Path.GetFullPath(Metadata("StandInAssembly")) : string.Empty;
        return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
    };
}
