using System.Reflection;
using System.Runtime.Loader;

namespace AksEgress.Hosting;

/// <summary>
/// The PowerShell that runs the cmdlets: the real one in AKSEGRESS_PWSH (a directory, or pwsh itself), else the stand-in. Must be
/// set up before the first use of a System.Management.Automation type, in a method that uses none. Linked into the lab and the
/// tests.
/// </summary>
internal static class Engine
{
    private const string Name = "System.Management.Automation";

    /// <summary>The directory of the real PowerShell, or null for the stand-in.</summary>
    public static string? RealDirectory { get; } = FindReal();

    /// <summary>The repository's root, which contains AksEgress.slnx.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The manifest of the built module.</summary>
    public static string Manifest => Path.Combine(Root, "out", "AksEgress", "AksEgress.psd1");

    /// <summary>Resolves PowerShell's assemblies from now on.</summary>
    public static void SetUp()
    {
        AssemblyLoadContext.Default.Resolving += (context, name) =>
        {
            var path = RealDirectory is not null ? Path.Combine(RealDirectory, name.Name + ".dll")
                : name.Name == Name ? StandInPath()
                : null;
            return path is not null && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        };
    }

    private static string StandInPath() => typeof(Engine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "StandInPath").Value!;

    private static string? FindReal()
    {
        var named = Environment.GetEnvironmentVariable("AKSEGRESS_PWSH");
        if (string.IsNullOrWhiteSpace(named))
        {
            return null;
        }

        var file = new FileInfo(named);
        var directory = Directory.Exists(named)
            ? named
            : Path.GetDirectoryName(file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName)!;
        return File.Exists(Path.Combine(directory, Name + ".dll"))
            ? directory
            : throw new InvalidOperationException($"AKSEGRESS_PWSH names '{named}', and there is no {Name}.dll.");
    }

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "AksEgress.slnx")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException("AksEgress.slnx was not found above the program.");
    }
}
