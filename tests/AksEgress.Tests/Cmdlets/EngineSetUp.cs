using System.Runtime.CompilerServices;
using AksEgress.Hosting;

namespace AksEgress.Tests.Cmdlets;

internal static class EngineSetUp
{
    [ModuleInitializer]
    internal static void Run() => Engine.SetUp();
}
