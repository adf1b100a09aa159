using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;
using StandIn.Sessions;

namespace StandIn.Modules;

/// <summary>A module and its contributions to the session.</summary>
internal sealed class LoadedModule(PSModuleInfo info, IReadOnlyList<CommandInfo> commands, IReadOnlyList<Assembly> assemblies)
{
    public PSModuleInfo Info => info;

    public void Unload(Session session)
    {
        foreach (var assembly in assemblies)
        {
            foreach (var type in ModuleLoader.Implementing(assembly, typeof(IModuleAssemblyCleanup)))
            {
                ((IModuleAssemblyCleanup)Activator.CreateInstance(type)!).OnRemove(info);
            }
        }

        foreach (var command in commands)
        {
            session.Commands.Remove(command);
        }

        foreach (var file in info.ExportedFormatFiles)
        {
            session.Formats.Unload(file);
        }
    }
}

/// <summary>Imports a binary module: its assembly into the default load context, then types, formats, and cmdlets.</summary>
internal sealed class ModuleLoader(Session session)
{
    private readonly List<CommandInfo> _commands = [];
    private readonly List<Assembly> _assemblies = [];

    public static IEnumerable<Type> Implementing(Assembly assembly, Type contract) =>
        assembly.GetExportedTypes().Where(t =>
            contract.IsAssignableFrom(t)
                && t is { IsAbstract: false, IsInterface: false }
                && t.GetConstructor(Type.EmptyTypes) is not null);

    public LoadedModule Load(string path)
    {
        var module = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".PSD1" => LoadManifest(path),
            _ => throw NotSupported(path),
        };
        return new LoadedModule(module, _commands, _assemblies);
    }

    private static RuntimeException NotSupported(string path) =>
        new(
            "Modules_ModuleNotFound",
            ErrorCategory.ResourceUnavailable,
            path,
            $"The stand-in loads manifests of binary modules only, not '{path}'.");

    private PSModuleInfo LoadManifest(string path)
    {
        var manifest = ModuleManifest.Read(path);
        var root = manifest.Text("RootModule") ?? manifest.Text("ModuleToProcess") ?? string.Empty;
        var module = new PSModuleInfo(
            Path.GetFileNameWithoutExtension(path),
            path,
            root.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? ModuleType.Binary : ModuleType.Manifest);
        manifest.Describe(module);
        foreach (var assembly in manifest.List("RequiredAssemblies"))
        {
            LoadAssembly(Path.GetFullPath(assembly, module.ModuleBase));
        }

        // Types before the module's own code runs, formats after, as in the engine.
        foreach (var file in module.ExportedTypeFiles)
        {
            TypesFile.Load(file, session.Types);
        }

        if (root.Length > 0)
        {
            var full = Path.GetFullPath(root, module.ModuleBase);
            if (!full.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            {
                throw NotSupported(full);
            }

            module.ImplementingAssembly = LoadAssembly(full);
            AddCmdlets(module.ImplementingAssembly, module, manifest.Exports("CmdletsToExport"));
        }

        foreach (var file in module.ExportedFormatFiles)
        {
            session.Formats.Load(file);
        }

        return module;
    }

    private Assembly LoadAssembly(string path)
    {
        // One context for all modules; an assembly that is already loaded by that name is reused. LoadFrom finds the files next to
        // the module, as PowerShell does.
        var context = AssemblyLoadContext.Default;
        AssemblyName name;
        try
        {
            name = AssemblyName.GetAssemblyName(path);
        }
        catch (FileNotFoundException failure)
        {
            throw new RuntimeException(
                "Modules_ModuleNotFound",
                ErrorCategory.ResourceUnavailable,
                path,
                $"The specified module '{path}' was not loaded because no valid module file was found in any module directory.",
                failure);
        }

        var assembly = context.Assemblies.FirstOrDefault(a =>
            AssemblyName.ReferenceMatchesDefinition(a.GetName(), name) && a.GetName().Version == name.Version) ?? Assembly.LoadFrom(path);
        _assemblies.Add(assembly);
        return assembly;
    }

    private void AddCmdlets(Assembly assembly, PSModuleInfo module, IReadOnlyList<string> exports)
    {
        foreach (var initializer in Implementing(assembly, typeof(IModuleAssemblyInitializer)))
        {
            ((IModuleAssemblyInitializer)Activator.CreateInstance(initializer)!).OnImport();
        }

        var patterns = exports.Select(e => new WildcardPattern(e, WildcardOptions.IgnoreCase)).ToList();
        foreach (var type in Implementing(assembly, typeof(Cmdlet)))
        {
            if (type.GetCustomAttribute<CmdletAttribute>(false) is not { } declaration)
            {
                continue;
            }

            var name = $"{declaration.VerbName}-{declaration.NounName}";
            if (!patterns.Exists(p => p.IsMatch(name)))
            {
                continue;
            }

            var cmdlet = new CmdletInfo(name, type) { Module = module };
            module.ExportedCmdlets[name] = cmdlet;
            session.Commands.Add(cmdlet);
            _commands.Add(cmdlet);
        }
    }
}
