using AksEgress.Hosting;
using AksEgress.Lab.Contracts;
using AksEgress.Lab.Fleets;
using AksEgress.Lab.Replays;

namespace AksEgress.Lab;

/// <summary>
/// The lab: runs a walkthrough on the simulator, serves the simulator over HTTP, or compares it with recorded traffic.
/// </summary>
internal static class Program
{
    private const string Usage = """
        dotnet run --project tests/Lab                               runs docs/walkthroughs/change-outbound-type.ps1
        dotnet run --project tests/Lab -- run FILE.ps1               runs any straight-line script
        dotnet run --project tests/Lab -- serve --port N [--state FILE] [--time-scale N] [--seed N] [--faults SEED] [--throttling on|off]
                                                                     serves the simulator over HTTP on loopback
        dotnet run --project tests/Lab -- replay DIR_OR_FILE         replays recordings of ARM, or contracts of them
        dotnet run --project tests/Lab -- distil DIR OUT             distils recordings or schemas into contracts
        dotnet run --project tests/Lab -- generate --clusters N --seed S --out FILE
                                                                     writes a state file with N clusters
        """;

    private static async Task<int> Main(string[] args)
    {
        Engine.SetUp();
        try
        {
            switch (args)
            {
                case []:
                    return ScriptLab.Run(Path.Combine(Engine.Root, "docs", "walkthroughs", "change-outbound-type.ps1"));
                case ["run", var file]:
                    return ScriptLab.Run(file);
                case ["serve", .. var options]:
                    return await Server.RunAsync(ServeOptions.Parse(options)).ConfigureAwait(false);
                case ["replay", var place]:
                    return ReplayCommand.Run(place, Console.Out);
                case ["distil", var place, var target]:
                    return DistilCommand.Run(place, target, Console.Out);
                case ["generate", .. var options]:
                    return Generator.Run(GenerateOptions.Parse(options));
                default:
                    await Console.Error.WriteLineAsync(Usage).ConfigureAwait(false);
                    return args is ["--help"] or ["-h"] or ["help"] ? 0 : 2;
            }
        }
        catch (LabException e)
        {
            await Console.Error.WriteLineAsync("lab: " + e.Message).ConfigureAwait(false);
            return 2;
        }
    }
}
