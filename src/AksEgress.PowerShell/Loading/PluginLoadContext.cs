using System.Reflection;
using System.Runtime.Loader;

namespace AksEgress.PowerShell.Loading;

/// <summary>
/// Loads the Azure SDK apart from the assemblies of other modules (docs/design/load-context.md). A reference to Core resolves to
/// the Core that is already loaded, and a reference to an assembly in its folder resolves to that file. It resolves nothing else.
/// </summary>
internal sealed class PluginLoadContext(string folder) : AssemblyLoadContext("AksEgress", isCollectible: false)
{
    private static readonly Assembly s_core = typeof(Core.Arm.IArmGateway).Assembly;

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == s_core.GetName().Name)
        {
            return s_core;
        }

        var path = Path.Combine(folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
