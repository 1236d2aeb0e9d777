using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diesis.Generators;

/// <summary>An expected failure is a value: a statement that drops an Errno, a Result or a SyscallResult does not compile. `_ =` says that it is meant.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DroppedErrorAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "DIE001", "An error is dropped", "The result of type '{0}' may be an error and is not looked at", "Correctness", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [s_rule];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Check, SyntaxKind.ExpressionStatement);
    }

    private static void Check(SyntaxNodeAnalysisContext context)
    {
        ExpressionSyntax expression = ((ExpressionStatementSyntax)context.Node).Expression;
        if (expression is AssignmentExpressionSyntax)
        {
            return;
        }

        if (context.SemanticModel.GetTypeInfo(expression, context.CancellationToken).Type is INamedTypeSymbol type && IsError(type))
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, expression.GetLocation(), type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
        }
    }

    private static bool IsError(INamedTypeSymbol type) =>
        type.ContainingNamespace?.ToDisplayString() is "Diesis.Core" or "Diesis.Abi" && type.Name is "Errno" or "Result" or "SyscallResult";
}
