using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AksEgress.Simulator;
using AksEgress.Tests.Schemas;
using Xunit;

namespace AksEgress.Tests.Simulator;

/// <summary>Fills templates, because interpolation and JSON both use braces.</summary>
internal static class Templates
{
    public static string With(this string template, string token, string value) => template.Replace(token, value, StringComparison.Ordinal);
}
