/* SPDX-License-Identifier: MIT */
/* Fisher's equation, u_t = u_xx + u (1 - u): a front that travels at 5 / sqrt(6). CVODE of SUNDIALS, its BDF
   method and its band solver. Usage: fisher_cvode [FILE [DURATION]] */
#include <h5pulse/c.h>

#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_config.h>
#include <sunlinsol/sunlinsol_band.h>
#include <sunmatrix/sunmatrix_band.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if SUNDIALS_VERSION_MAJOR < 7
#define SUN_COMM_NULL NULL
#endif

enum { POINTS = 401 };
static const double kSpacing = 0.25;
static const double kStart = 15.0;   /* where the front is at t = 0 */
static const double kInterval = 0.1; /* between steps that are recorded */

static int rates(double t, N_Vector state, N_Vector rate, void* data)
{
    const double* u = N_VGetArrayPointer(state);
    double* du = N_VGetArrayPointer(rate);
    (void)t;
    (void)data;
    for (int i = 0; i < POINTS; ++i) {
        /* No flux through the ends. */
        const double left = u[i > 0 ? i - 1 : 1], right = u[i < POINTS - 1 ? i + 1 : POINTS - 2];
        du[i] = (left - 2.0 * u[i] + right) / (kSpacing * kSpacing) + u[i] * (1.0 - u[i]);
    }
    return 0;
}

/* Position at which u falls through 1/2. */
static double front_of(const double* u)
{
    for (int i = 1; i < POINTS; ++i) {
        if (u[i] < 0.5) {
            return kSpacing * (i - (0.5 - u[i]) / (u[i - 1] - u[i]));
        }
    }
    return kSpacing * (POINTS - 1);
}

/* The front of M. Ablowitz and A. Zeppetella (1979), which keeps its shape. */
static void set_front(double* u)
{
    for (int i = 0; i < POINTS; ++i) {
        u[i] = pow(1.0 + exp((kSpacing * i - kStart) / sqrt(6.0)), -2.0);
    }
}

static void* new_solver(N_Vector state, SUNContext context)
{
    void* solver = CVodeCreate(CV_BDF, context);
    SUNMatrix matrix = SUNBandMatrix(POINTS, 1, 1, context);
    if (!solver || CVodeInit(solver, rates, 0.0, state) || CVodeSStolerances(solver, 1e-7, 1e-9) ||
        CVodeSetLinearSolver(solver, SUNLinSol_Band(state, matrix, context), matrix) ||
        CVodeSetMaxNumSteps(solver, 5000)) {
        return NULL;
    }
    return solver;
}

/* Exit status for a command line that asks for help (0) or is wrong (2); -1 if it is correct. */
static int usage(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        const int help = strcmp(argv[i], "-h") == 0 || strcmp(argv[i], "--help") == 0;
        if (help || argv[i][0] == '-' || i > 2) {
            fputs("usage: fisher_cvode [FILE [DURATION]]\n", help ? stdout : stderr);
            return help ? 0 : 2;
        }
    }
    return -1;
}

int main(int argc, char** argv)
{
    const int status = usage(argc, argv);
    if (status >= 0) {
        return status;
    }
    const double duration = argc > 2 ? atof(argv[2]) : 30.0;
    SUNContext context;
    SUNContext_Create(SUN_COMM_NULL, &context);
    N_Vector state = N_VNew_Serial(POINTS, context);
    double* u = N_VGetArrayPointer(state);
    set_front(u);
    void* solver = new_solver(state, context);
    double t = 0.0, front = 0.0;
    /* begin recording */
    const size_t shape[] = {POINTS};
    const void* values[] = {u, &front}; /* in the order of the fields */
    h5pulse_writer* w = h5pulse_writer_new(argc > 1 ? argv[1] : "fisher.h5");
    h5pulse_writer_add_field(w, "u", H5PULSE_FLOAT64, 1, shape, "");
    h5pulse_writer_add_field(w, "front", H5PULSE_FLOAT64, 0, NULL, "");
    h5pulse_writer_set_end_time(w, duration);
    h5pulse_writer_set_replace(w, 1);
    int failed = h5pulse_writer_open(w); /* reports what the lines above met, too */
    /* end recording */
    for (int step = 0; !failed && solver && kInterval * step <= duration + 1e-9; ++step) {
        if (step > 0 && CVode(solver, kInterval * step, state, &t, CV_NORMAL) < 0) {
            return 1; /* CVODE has said why */
        }
        front = front_of(u);
        /* begin recording */
        failed = h5pulse_writer_append(w, t, values);
        /* end recording */
    }
    /* begin recording */
    failed = failed || h5pulse_writer_close(w);
    /* end recording */
    if (failed) {
        fprintf(stderr, "fisher_cvode: %s\n", h5pulse_last_error());
    }
    h5pulse_writer_free(w);
    return failed || !solver;
}
