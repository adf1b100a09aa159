using System.Runtime.CompilerServices;
using AksEgress.Hosting;

namespace StandIn.Tests;

internal static class EngineSetUp
{
    [ModuleInitializer]
    internal static void Run() => Engine.SetUp();
}
