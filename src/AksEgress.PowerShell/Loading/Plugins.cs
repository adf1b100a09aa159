using System.Reflection;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Kubeconfigs;

namespace AksEgress.PowerShell.Loading;

/// <summary>Loads the adapters and the simulator by path, each at its first use.</summary>
internal static class Plugins
{
    private const string SimulatorType = "AksEgress.Simulator.ArmSimulator";
    private const string MergerType = "AksEgress.Kubernetes.KubeconfigMerger";
    private const string FactoryType = "AksEgress.Arm.ArmGatewayFactory";
    private static readonly string s_folder = Path.Combine(Path.GetDirectoryName(typeof(Plugins).Assembly.Location)!, "dependencies");
    private static readonly Lazy<PluginLoadContext> s_context = new(() => new PluginLoadContext(s_folder));

    /// <summary>Creates the factory of the Azure adapter.</summary>
    /// <exception cref="EgressException">ModuleIncomplete.</exception>
    public static IArmGatewayFactory CreateGatewayFactory() => Load(
        "AksEgress.Arm.dll",
        assembly => (IArmGatewayFactory)Activator.CreateInstance(assembly.GetType(FactoryType, throwOnError: true)!)!);

    /// <summary>Creates the YAML adapter.</summary>
    /// <exception cref="EgressException">ModuleIncomplete.</exception>
    public static IKubeconfigMerger CreateKubeconfigMerger() => Load(
        "AksEgress.Kubernetes.dll",
        assembly => (IKubeconfigMerger)Activator.CreateInstance(assembly.GetType(MergerType, throwOnError: true)!)!);

    /// <summary>Creates a simulated ARM in this process, and returns it with the random id of its simulation.</summary>
    /// <param name="statePath">A file to load and save the state, or null.</param>
    /// <param name="timeScale">The number of simulated seconds in a real second.</param>
    /// <param name="seed">The seed that names and addresses derive from.</param>
    /// <exception cref="EgressException">ModuleIncomplete, or InvalidStateFile with the reason.</exception>
    public static (HttpMessageHandler Handler, string Id) CreateSimulator(string? statePath, double timeScale, int seed)
    {
        var (open, idOf) = Load("AksEgress.Simulator.dll", assembly =>
        {
            var type = assembly.GetType(SimulatorType, throwOnError: true)!;
            return (
                type
                    .GetMethod("Open", [typeof(string), typeof(double), typeof(int)])!
                    .CreateDelegate<Func<string?, double, int, HttpMessageHandler>>(),
                type.GetMethod("IdOf", [typeof(HttpMessageHandler)])!.CreateDelegate<Func<HttpMessageHandler, string>>());
        });
        try
        {
            var handler = open(statePath, timeScale, seed);
            return (handler, idOf(handler));
        }
        catch (Exception e)
            when (statePath is not null && e is IOException or UnauthorizedAccessException or FormatException
                || e.GetType().Name == "SimulatorStateException")
            {
                throw EgressErrors.InvalidStateFile(statePath, e.Message, e);
            }
    }

    private static T Load<T>(string file, Func<Assembly, T> create)
    {
        var path = Path.Combine(s_folder, file);
        if (!File.Exists(path))
        {
            throw EgressErrors.ModuleIncomplete($"'{path}' is missing.", path);
        }

        return create(s_context.Value.LoadFromAssemblyPath(path));
    }
}
