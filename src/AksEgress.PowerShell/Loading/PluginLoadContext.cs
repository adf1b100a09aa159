using System.Reflection;
using System.Runtime.Loader;

namespace AksEgress.PowerShell.Loading;

/// <summary>
/// Where the Azure SDK lives, apart from what other modules have loaded (docs/design/load-context.md).
/// It answers Core with the Core that is loaded already, a file of its folder with that file, and nothing else.
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
